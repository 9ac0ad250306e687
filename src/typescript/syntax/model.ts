import type { TypeDeclaration } from "../declarations.ts";
import type { FieldReader, TypeScriptModel } from "../model.ts";
import { readTags, type TagReading, tagsByBlock, type Vocabulary } from "../tags.ts";
import type { DeclaredType } from "./file-names.ts";
import { NotPlain, unlessNotPlain } from "./not-plain.ts";
import type { SyntaxFile } from "./parse.ts";
import { openSyntax, type SyntaxProgram } from "./program.ts";
import { fieldOf, type PlainProperty, propertiesOf } from "./properties.ts";
import { isMarkedIn, type ObjectType, TypeParts } from "./type-parts.ts";

/**
 * Opens model files (absolute paths) by their syntax alone, without the compiler: interfaces, aliases and enums whose
 * meaning is plain. `exported` are the files in which each exported object type is a table. null where it takes the
 * compiler to say what a type is that may be a table, or what is wrong.
 */
export function openPlainModel(
  root: string,
  paths: readonly string[],
  exported: ReadonlySet<string>,
  vocabulary: Vocabulary,
): TypeScriptModel | null {
  const program = openSyntax(root, paths);
  return program && unlessNotPlain(() => new PlainModel(program, exported, vocabulary).model());
}

/** A type that may be asked about: its properties, or null where it is no object type. */
interface Known {
  readonly object: ObjectType | null;
  readonly properties: readonly PlainProperty[];
}

class PlainModel {
  readonly #program: SyntaxProgram;
  readonly #types: TypeParts;
  readonly #reading: TagReading<SyntaxFile>;
  readonly #known = new Map<object, Known>();
  readonly #exported: ReadonlySet<string>;

  constructor(program: SyntaxProgram, exported: ReadonlySet<string>, vocabulary: Vocabulary) {
    this.#program = program;
    this.#types = new TypeParts(program);
    this.#reading = { ...vocabulary, locateAt: program.locateAt };
    this.#exported = exported;
  }

  model(): TypeScriptModel {
    const { files, locateAt } = this.#program;
    const types = files.flatMap((file) => this.#typesOf(file));
    return {
      files: files.map((file) => locateAt(file, 0).file),
      types,
      strayTags: [],
      misplacedTables: [],
      syntaxFaults: [],
      databases: () => ({ tables: [], types: new Set(), notAnalysed: [] }),
      camelCase: () => null,
      drizzle: null,
      isObjectType: ({ type }) => this.#of(type).object !== null,
      mayBeTable: ({ type }) => this.#of(type).properties.length > 0,
      reader: (tables) => this.#reader(new Set(tables.map(({ type }) => this.#of(type).object))),
    };
  }

  #of(type: object): Known {
    const known = this.#known.get(type);
    if (!known) throw new Error("a type was asked about that was not read");
    return known;
  }

  /** The types of a file that may be tables: all that are exported, and all others where a `@table` stands anywhere. */
  #typesOf(file: SyntaxFile): TypeDeclaration[] {
    const marks = file.text.match(/@table\b/g)?.length ?? 0;
    const speaksOfTables = file.text.includes("@table");
    const types: TypeDeclaration[] = [];
    let read = 0;
    for (const declared of file.names.types.values()) {
      if (declared === "several") throw new NotPlain();
      if (declared.is.kind === "enum" || !(speaksOfTables || declared.exported)) continue;
      const type = this.#declaration(declared, file);
      types.push(type);
      read += [...type.tags, ...type.unreadTags].filter(({ name }) => name === "table").length;
    }
    // One that stands elsewhere belongs to nothing, or to something that is no type.
    if (read !== marks) throw new NotPlain();
    return types;
  }

  #declaration(declared: DeclaredType, file: SyntaxFile): TypeDeclaration {
    const { name, exported, generic, at, from, start } = declared;
    const before = file.comments.before(from, start);
    const { read, unread } = tagsByBlock(
      before.map((comment) => readTags({ file, ...comment }, this.#reading)),
    );
    // Comments between the words of its head belong to it, too.
    file.comments.expectOnly(0, start, declared.body);
    const isMarked = read.some((tag) => tag.name === "table");
    if (isMarked || (exported && this.#exported.has(file.path))) this.#read(declared, file, isMarked);
    return {
      name,
      location: this.#program.locateAt(file, at),
      file: file.path,
      exported,
      generic,
      derivedByKysely: false,
      tags: read,
      unreadTags: unread,
      body: { type: declared },
    };
  }

  /** Reads a type that may be asked about. Throws NotPlain. */
  #read(declared: DeclaredType, file: SyntaxFile, isMarked: boolean): void {
    const parts = this.#types.declared(declared, file);
    const objects = parts.flatMap((part) =>
      typeof part === "object" && "object" in part ? part.object : [],
    );
    const [object = null] = objects;
    // Unions of objects, and what the standard library calls one, take the compiler; others are no tables.
    if (object === null ? isMarked : parts.length > 1) throw new NotPlain();
    const properties = object ? propertiesOf(object, this.#types, this.#reading) : [];
    this.#known.set(declared, { object, properties });
  }

  #reader(tables: ReadonlySet<ObjectType | null>): FieldReader {
    const marked = new Map<ObjectType, boolean>();
    const isTable = (type: ObjectType): boolean => {
      if (tables.has(type)) return true;
      const known = marked.get(type) ?? isMarked(type);
      marked.set(type, known);
      return known;
    };
    return ({ type }) => {
      const { object, properties } = this.#of(type);
      if (object === null) return null;
      const fields = properties.map((property) => fieldOf(property, isTable, this.#reading));
      return { fields, open: false, notAnalysed: [], strayTags: [] };
    };
  }
}

/** Whether a type is called a table where it stands, which may be a file that is no model. */
function isMarked({ file, declared }: ObjectType): boolean {
  return declared !== null && isMarkedIn(file, declared);
}
