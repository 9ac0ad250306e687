import type { ts } from "ts-morph";
import type { Location, NotAnalysed } from "../schema/location.ts";
import { isErrorType } from "./builtin-types.ts";
import { commentsOf } from "./comments.ts";
import { compiler } from "./compiler.ts";
import { type CheckedBody, declarationTags } from "./declarations.ts";
import { findKyselyUses } from "./kysely-usage.ts";
import type { ModelProgram } from "./program.ts";
import { type Property, shapeOf } from "./shape.ts";
import { readTags, type Tag, type TagReading } from "./tags.ts";

/** A table of a Kysely database: a key of its interface and the type of its rows. */
export interface KyselyTable {
  readonly key: string;
  readonly location: Location;
  readonly body: CheckedBody;
  readonly tags: readonly Tag[];
  readonly unreadTags: readonly Tag[];
}

/** The tables of all Kysely databases in the model files. */
export interface KyselyDatabases {
  readonly tables: readonly KyselyTable[];
  /** The types of the databases themselves. */
  readonly types: ReadonlySet<ts.Type>;
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Reads the databases named in `Kysely<…>`, or the one type of that name; null when no type has the name. */
export function readDatabases(
  name: string | null,
  program: ModelProgram,
  reading: TagReading,
): KyselyDatabases | null {
  const uses = name === null ? findKyselyUses(program) : namedType(name, program);
  if (name !== null && uses.length === 0) return null;
  const types = new Map(uses.map((use) => [use.type, use.location]));
  const tables = new Map<string, KyselyTable>();
  const notAnalysed: NotAnalysed[] = [];
  for (const [type, location] of types) {
    const properties = isErrorType(type) ? undefined : shapeOf(type, program.checker)?.properties;
    if (!properties) {
      notAnalysed.push({ what: "Kysely database", location, why: "its type cannot be resolved" });
      continue;
    }
    for (const property of properties) {
      const table = tableOf(property, location, program, reading);
      if (typeof table === "string") {
        notAnalysed.push({
          what: `table ${property.name}`,
          location: placeOf(property, location, program),
          why: table,
        });
      } else if (tables.get(property.name)?.body.type !== table.body.type) {
        tables.set(tables.has(property.name) ? `${property.name}\0${tables.size}` : property.name, table);
      }
    }
  }
  return { tables: [...tables.values()], types: new Set(types.keys()), notAnalysed };
}

/** A member of a database as a table, or why it is none. */
function tableOf(
  property: Property,
  database: Location,
  program: ModelProgram,
  reading: TagReading,
): KyselyTable | string {
  const [type] = property.types.map((each) => program.checker.getNonNullableType(each));
  if (!type || isErrorType(type)) return "its type cannot be resolved";
  if (!shapeOf(type, program.checker)) return "its type is no object type";
  const declarations = (type.aliasSymbol ?? type.symbol)?.declarations ?? [];
  const own = property.declarations
    .flatMap((declaration) => commentsOf(declaration, compiler.getNameOfDeclaration(declaration)))
    .flatMap((comment) => readTags(comment, reading));
  const { read, unread } = declarationTags(declarations.filter(isNamed), reading);
  return {
    key: property.name,
    location: placeOf(property, database, program),
    body: { type, declarations },
    tags: [...own, ...read],
    unreadTags: unread,
  };
}

function isNamed(node: ts.Declaration): boolean {
  return (
    compiler.isInterfaceDeclaration(node) ||
    compiler.isTypeAliasDeclaration(node) ||
    compiler.isClassDeclaration(node)
  );
}

function placeOf(property: Property, fallback: Location, program: ModelProgram): Location {
  const [declaration] = property.declarations;
  return declaration ? program.locate(compiler.getNameOfDeclaration(declaration) ?? declaration) : fallback;
}

/** The type of a name in the model files, declared there or imported. */
function namedType(
  name: string,
  { checker, files, locate }: ModelProgram,
): { type: ts.Type; location: Location }[] {
  for (const file of files) {
    const module = checker.getSymbolAtLocation(file);
    const inScope = file.text.includes(name)
      ? checker.getSymbolsInScope(file, compiler.SymbolFlags.Type)
      : [];
    const exported = module ? checker.getExportsOfModule(module) : [];
    for (const symbol of [...inScope, ...exported]) {
      if (symbol.getName() !== name) continue;
      const target = symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const [declaration] = target.declarations ?? [];
      if (!declaration || (target.flags & compiler.SymbolFlags.Type) === 0) continue;
      return [{ type: checker.getDeclaredTypeOfSymbol(target), location: locate(declaration) }];
    }
  }
  return [];
}
