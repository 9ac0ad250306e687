import { type JsonTop, type Leaf, leafOfList } from "../leaves.ts";
import type { DeclaredType, Interface } from "./file-names.ts";
import type { Constant } from "./literals.ts";
import { Names } from "./names.ts";
import { NotPlain } from "./not-plain.ts";
import type { SyntaxFile } from "./parse.ts";
import type { SyntaxProgram } from "./program.ts";
import type { Braces, Keyword, Written } from "./written.ts";

/** An object type: an interface, or braces. */
export interface ObjectType {
  readonly file: SyntaxFile;
  readonly braces: Braces;
  /** What declares it; null for braces inside another type. */
  readonly declared: DeclaredType | null;
  /** What an interface extends. */
  readonly bases: readonly ObjectType[];
}

/** One alternative of a type, as long as it is not known what is a table. */
export type Part =
  | Exclude<Keyword, "object">
  | "date"
  | "bytes"
  | { readonly literal: string | number }
  | { readonly object: ObjectType }
  | { readonly list: readonly Part[] }
  | { readonly json: JsonTop | null };

/** Most properties have such a type: they share what it is. */
const ofKeyword: Readonly<Record<Keyword, readonly Part[]>> = {
  string: ["string"],
  number: ["number"],
  boolean: ["boolean"],
  bigint: ["bigint"],
  null: ["null"],
  any: ["any"],
  unknown: ["unknown"],
  object: [{ json: null }],
};

/** The types of the standard library that are more than an object, as they are written without arguments. */
const builtins: ReadonlyMap<string, Part> = new Map([
  ["Date", "date"],
  ["Buffer", "bytes"],
  ["Uint8Array", "bytes"],
  ["ArrayBuffer", "bytes"],
]);

/** What the compiler's reader takes for the standard library's by its name alone. */
const namedLikeLibrary = /^(?:Readonly|Weak)?(?:Map|Set)$|^Promise$/;

/** Tells what written types are. What only the compiler can tell throws NotPlain. */
export class TypeParts {
  readonly #names: Names;
  readonly #objects = new Map<Braces, ObjectType>();
  readonly #open = new Set<DeclaredType>();

  constructor(program: SyntaxProgram) {
    this.#names = new Names(program);
  }

  /** The alternatives of a type that stands in a file. */
  partsOf(written: Written, file: SyntaxFile): readonly Part[] {
    if (written === "unclear") throw new NotPlain();
    if (typeof written === "string") return ofKeyword[written];
    if ("literal" in written) return [written];
    if ("list" in written) return [{ list: this.partsOf(written.list, file) }];
    if ("braces" in written) return [{ object: this.#object(written.braces, file, null, []) }];
    if ("constant" in written) return this.#constants(written, file);
    if ("name" in written) return this.#named(written.name, written.given, file);
    const parts = written.union.flatMap((each) => this.partsOf(each, file));
    // Of these and others the compiler makes one.
    if (parts.length > 1 && (parts.includes("any") || parts.includes("unknown"))) throw new NotPlain();
    return parts;
  }

  /** The type that a declaration in a file declares. */
  declared(declared: DeclaredType, file: SyntaxFile): readonly Part[] {
    const { is, parametric } = declared;
    // An alias of itself is an error, or a list of itself.
    if (is.kind === "class" || parametric || this.#open.has(declared)) throw new NotPlain();
    if (is.kind === "enum") {
      if (!is.values) throw new NotPlain();
      return is.values.map((literal) => ({ literal }));
    }
    const mayBeMarked = file.text.includes("@table");
    // Comments between the words of its head belong to it, too.
    if (mayBeMarked) file.comments.expectOnly(0, declared.start, declared.body);
    this.#open.add(declared);
    try {
      if (is.kind === "interface") return [{ object: this.#interface(is, declared, file) }];
      if (typeof is.type === "object" && "braces" in is.type)
        return [{ object: this.#object(is.type.braces, file, declared, []) }];
      // What is no object, or several, is a relation all the same.
      if (mayBeMarked && isMarkedIn(file, declared)) throw new NotPlain();
      return this.partsOf(is.type, file);
    } finally {
      this.#open.delete(declared);
    }
  }

  #named(name: string, given: readonly Written[], file: SyntaxFile): readonly Part[] {
    const found = this.#names.find("types", name, file);
    if (found && given.length === 0) return this.declared(found.declared, found.file);
    const [first, second, third] = given;
    if (found || third) throw new NotPlain();
    if ((name === "Array" || name === "ReadonlyArray") && first && !second)
      return [{ list: this.partsOf(first, file) }];
    if (name === "Record" && first === "string" && second) {
      this.partsOf(second, file);
      return [{ json: "object" }];
    }
    const builtin = builtins.get(name);
    if (builtin === undefined || first) throw new NotPlain();
    return [builtin];
  }

  #interface(is: Interface, declared: DeclaredType, file: SyntaxFile): ObjectType {
    if (is.bases === null || namedLikeLibrary.test(declared.name)) throw new NotPlain();
    const bases = is.bases.map((name) => {
      const [base, other] = this.#named(name, [], file);
      if (typeof base !== "object" || other || !("object" in base)) throw new NotPlain();
      return base.object;
    });
    return this.#object(is, file, declared, bases);
  }

  #object(
    braces: Braces,
    file: SyntaxFile,
    declared: DeclaredType | null,
    bases: readonly ObjectType[],
  ): ObjectType {
    if (braces.members === null) throw new NotPlain();
    const object = this.#objects.get(braces) ?? { file, braces, declared, bases };
    this.#objects.set(braces, object);
    return object;
  }

  #constants(written: Extract<Written, { constant: string }>, file: SyntaxFile): readonly Part[] {
    const holds = this.#names.find("constants", written.constant, file)?.declared.holds;
    if (holds?.of !== written.of) throw new NotPlain();
    return holds.values.map(partOf);
  }
}

/** Whether a type has the mark of a table, wherever it stands. */
export function isMarkedIn({ comments, text }: SyntaxFile, { from, start }: DeclaredType): boolean {
  return comments
    .before(from, start)
    .some((comment) => /@table\b/.test(text.slice(comment.start, comment.end)));
}

function partOf(value: Constant): Part {
  return typeof value === "boolean" ? "boolean" : { literal: value };
}

/** What the alternatives are once it is known what is a table; `tops` gets what stands at the top of JSON. */
export function leavesOf(
  parts: readonly Part[],
  isTable: (type: ObjectType) => boolean,
  tops: (JsonTop | null)[],
): Leaf[] {
  return parts.map((part): Leaf => {
    if (typeof part === "string" || "literal" in part) return part;
    if ("object" in part && isTable(part.object)) return "relation";
    if ("list" in part) {
      const leaf = leafOfList(leavesOf(part.list, isTable, []));
      if (leaf === "json") tops.push("array");
      return leaf;
    }
    tops.push("json" in part ? part.json : "object");
    return "json";
  });
}
