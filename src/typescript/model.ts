import type { ts } from "ts-morph";
import type { Location } from "../schema/location.ts";
import { commentsOf } from "./comments.ts";
import { readCompiledDrizzle } from "./compiled-drizzle.ts";
import { compiler } from "./compiler.ts";
import { type CheckedBody, declarationsOf, type TypeBody, type TypeDeclaration } from "./declarations.ts";
import type { Casing } from "./drizzle/casing.ts";
import type { DrizzleSchema } from "./drizzle/described.ts";
import { speaksDrizzle } from "./drizzle/read.ts";
import { type Fields, isObjectType, mayBeTable, readFields } from "./fields.ts";
import { type KyselyDatabases, readDatabases } from "./kysely-database.ts";
import { type CamelCase, findCamelCase } from "./kysely-usage.ts";
import type { MisplacedTag } from "./misplaced.ts";
import { openProgram } from "./program.ts";
import { isKnownFile } from "./resolution.ts";
import type { Tag, TagReading, Vocabulary } from "./tags.ts";

/** A file that does not parse: the first error. */
export interface SyntaxFault {
  /** Absolute path. */
  readonly path: string;
  readonly location: Location;
  readonly message: string;
  /** Whether it is a model file, not one that a model file imports. */
  readonly isModel: boolean;
}

/** The types of the model files, for readers that know nothing of the compiler. */
export interface TypeScriptModel {
  /** The model files, relative to the root. */
  readonly files: readonly string[];
  readonly types: readonly TypeDeclaration[];
  /** Tags between the statements of the files that belong to none. */
  readonly strayTags: readonly Tag[];
  /** `@table` on something that is no interface, type alias or class; a member of a Kysely database may be among it. */
  readonly misplacedTables: readonly MisplacedTag[];
  readonly syntaxFaults: readonly SyntaxFault[];
  /** The Kysely databases used in the files, or the one whose type has this name; null when there is no such type. */
  readonly databases: (name: string | null) => KyselyDatabases | null;
  readonly camelCase: () => CamelCase | null;
  /** What the files declare with Drizzle; null where none of them speaks of it. */
  readonly drizzle: ((casing: Casing) => Promise<DrizzleSchema>) | null;
  /** Whether a type is an object type, and no list or function. */
  readonly isObjectType: (body: TypeBody) => boolean;
  /** Whether an object type has something to store. */
  readonly mayBeTable: (body: TypeBody) => boolean;
  /** Opens the reading of properties, which needs to know all tables: a property of a table's type is a relation. */
  readonly reader: (tables: readonly TypeBody[]) => FieldReader;
}

/** Reads the properties of an object type; null for every other type. */
export type FieldReader = (body: TypeBody, location: Location) => Fields | null;

/** Opens model files (absolute paths) with the compiler. Throws DoctorError for one that cannot be read. */
export function openCheckedModel(
  root: string,
  paths: readonly string[],
  vocabulary: Vocabulary,
): TypeScriptModel {
  const program = openProgram(root, paths);
  const reading: TagReading = { ...vocabulary, locateAt: program.locateAt };
  const files = program.files.map((file) => declarationsOf(file, program, reading));
  const isModel = new Set(program.files);
  return {
    files: program.files.map((file) => program.locateAt(file, 0).file),
    types: files.flatMap(({ types }) => types),
    strayTags: files.flatMap(({ strayTags }) => strayTags),
    misplacedTables: files.flatMap((file) => file.misplacedTables),
    syntaxFaults: [...program.files, ...program.imported].flatMap((file) => {
      const fault = program.syntaxError(file);
      return fault ? [{ ...fault, path: file.fileName, isModel: isModel.has(file) }] : [];
    }),
    databases: (name) => readDatabases(name, program, reading),
    camelCase: () => findCamelCase(program),
    drizzle: speaksDrizzle(program) ? async (casing) => readCompiledDrizzle(program, casing) : null,
    isObjectType: (body) => isObjectType(own(body), program.checker),
    mayBeTable: (body) => mayBeTable(own(body), program.checker),
    reader: (tables) => {
      const context = { checker: program.checker, isTable: tableTest(tables.map(own)) };
      return (body, location) => readFields(own(body), location, program, context, reading);
    },
  };
}

/** A model is asked of bodies that it gave itself. */
function own(body: TypeBody): CheckedBody {
  return body as CheckedBody;
}

/** A test whether a type is one of these tables, a part of one that is a union, or marked `@table` in some other file. */
function tableTest(tables: readonly CheckedBody[]): (type: ts.Type) => boolean {
  const types = new Set<ts.Type>();
  for (const { type } of tables) {
    // What could not be found is one and the same type everywhere.
    const members = type.isUnion() ? [type, ...type.types.filter(isObject)] : [type].filter(isObject);
    for (const member of members) types.add(member);
  }
  const marked = new Map<ts.Symbol, boolean>();
  const isTable = (type: ts.Type): boolean => {
    if (types.has(type)) return true;
    const same = readonlyOf(type);
    if (same) return isTable(same);
    const symbol = type.aliasSymbol ?? type.symbol;
    if (!symbol || !isNamedSymbol(symbol)) return false;
    const known = marked.get(symbol) ?? symbol.declarations?.some(isMarkedTable) ?? false;
    marked.set(symbol, known);
    return known;
  };
  return isTable;
}

/** The type that `Readonly<…>` holds. */
function readonlyOf({ aliasSymbol, aliasTypeArguments }: ts.Type): ts.Type | undefined {
  if (aliasSymbol?.getName() !== "Readonly") return undefined;
  const isKnown = aliasSymbol.declarations?.some((node) => isKnownFile(node.getSourceFile().fileName));
  return isKnown ? aliasTypeArguments?.[0] : undefined;
}

function isObject(type: ts.Type): boolean {
  return (type.flags & (compiler.TypeFlags.Object | compiler.TypeFlags.Intersection)) !== 0;
}

/** Whether a symbol is a name of its own and not, say, every type literal's. */
function isNamedSymbol(symbol: ts.Symbol): boolean {
  const named = compiler.SymbolFlags.Interface | compiler.SymbolFlags.Class | compiler.SymbolFlags.TypeAlias;
  return (symbol.flags & named) !== 0;
}

function isMarkedTable(declaration: ts.Declaration): boolean {
  const file = declaration.getSourceFile();
  if (isKnownFile(file.fileName) || !file.text.includes("@table")) return false;
  return commentsOf(declaration, compiler.getNameOfDeclaration(declaration)).some((comment) =>
    /@table\b/.test(file.text.slice(comment.start, comment.end)),
  );
}
