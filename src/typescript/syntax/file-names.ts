import type { Class, ImportDeclaration, Statement, TSInterfaceDeclaration } from "oxc-parser";
import type { Literal } from "../leaves.ts";
import { library } from "../library.ts";
import { type Constants, constantsOf, enumMembers } from "./literals.ts";
import { NotPlain } from "./not-plain.ts";
import type { Piece } from "./pieces.ts";
import { type Braces, bracesOf, type Written, writtenType } from "./written.ts";

/** A type that is declared at the top of a file. */
export interface DeclaredType {
  readonly name: string;
  readonly exported: boolean;
  /** The end of the statement before it. */
  readonly from: number;
  /** Where its statement begins, `export` included. */
  readonly start: number;
  /** Where its name stands, and where what it is begins. */
  readonly at: number;
  readonly body: number;
  /** Whether it has type parameters, and whether nothing fills one of them. */
  readonly parametric: boolean;
  readonly generic: boolean;
  readonly is:
    | Interface
    | { readonly kind: "alias"; readonly type: Written }
    | { readonly kind: "enum"; readonly values: readonly Literal[] | null }
    | { readonly kind: "class" };
}

/** What an interface holds; `bases` are null where one is no mere name. */
export interface Interface extends Braces {
  readonly kind: "interface";
  readonly bases: readonly string[] | null;
}

/** What a name that is imported or passed on means elsewhere. */
export interface Elsewhere {
  readonly specifier: string;
  readonly name: string;
}

/** What is declared under a name. */
export interface Spaces {
  readonly types: DeclaredType;
  readonly constants: { readonly exported: boolean; readonly holds: Constants | null };
}

/** What a file declares at its top, imports and passes on, by name; `several` where that is in parts. */
export class FileNames {
  readonly types = new Map<string, Spaces["types"] | "several">();
  readonly constants = new Map<string, Spaces["constants"] | "several">();
  readonly imports = new Map<string, Elsewhere>();
  /** What is exported of other files under a name. */
  readonly passed = new Map<string, Elsewhere>();
  /** Other files all of whose names are exported. */
  readonly stars: string[] = [];
  /** What it declares and exports, types and values. */
  readonly exported = new Set<string>();
  /** What it imports, and exports of others, as written. */
  readonly specifiers = new Set<string>();
  /** Whether anything of it is imported or exported: else its names are everybody's. */
  isModule = false;
  readonly #text: string;
  #end = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Adds what stands in a piece. Throws NotPlain for namespaces, and for exports that are no part of a declaration. */
  add({ statements, offset }: Piece): void {
    for (const statement of statements) {
      this.#add(statement, offset);
      this.#end = statement.end + offset;
    }
  }

  /** Throws NotPlain where a name has more than one meaning. */
  check(): void {
    const standard = this.isModule ? null : libraryNames();
    for (const name of this.types.keys())
      if (this.imports.has(name) || this.passed.has(name) || standard?.has(name)) throw new NotPlain();
  }

  #add(statement: Statement, offset: number): void {
    if ("source" in statement && statement.source) this.specifiers.add(statement.source.value);
    this.isModule ||= /^(?:Import|Export)/.test(statement.type);
    switch (statement.type) {
      case "ImportDeclaration":
        this.#import(statement);
        break;
      case "ExportAllDeclaration":
        if (statement.exported) throw new NotPlain();
        this.stars.push(statement.source.value);
        break;
      case "ExportNamedDeclaration":
        if (statement.declaration) this.#declare(statement.declaration, statement.start, true, offset);
        else if (!statement.source && statement.specifiers.length > 0) throw new NotPlain();
        for (const { local, exported } of statement.source ? statement.specifiers : []) {
          const specifier = statement.source?.value ?? "";
          putElsewhere(this.passed, nameOf(exported), { specifier, name: nameOf(local) });
        }
        break;
      default:
        this.#declare(statement, statement.start, false, offset);
    }
  }

  #declare(node: Statement, start: number, exported: boolean, offset: number): void {
    const place = { exported, from: this.#end, start: start + offset };
    switch (node.type) {
      case "TSInterfaceDeclaration":
        this.#type(node, place, node.body.start, interfaceOf(node, offset), offset);
        break;
      case "TSTypeAliasDeclaration": {
        const type = writtenType(node.typeAnnotation, offset);
        this.#type(node, place, node.typeAnnotation.start, { kind: "alias", type }, offset);
        break;
      }
      case "TSEnumDeclaration":
        this.#type(node, place, node.body.start, { kind: "enum", values: enumMembers(node) }, offset);
        break;
      case "ClassDeclaration":
        // Those before `export` are no part of what is exported to this parser, and are to the compiler.
        if (node.decorators.length > 0) throw new NotPlain();
        this.#type(node, place, node.body.start, { kind: "class" }, offset);
        break;
      case "VariableDeclaration":
        for (const each of node.declarations) {
          if (each.id.type !== "Identifier") {
            if (exported) throw new NotPlain();
            continue;
          }
          if (exported) this.exported.add(each.id.name);
          const holds = node.kind === "const" ? constantsOf(each) : null;
          put(this.constants, each.id.name, { exported, holds });
        }
        break;
      case "FunctionDeclaration":
      case "TSDeclareFunction":
        if (!node.id) throw new NotPlain();
        if (exported) this.exported.add(node.id.name);
        break;
      case "ExportDefaultDeclaration":
      case "LabeledStatement":
      case "TSModuleDeclaration":
      case "TSImportEqualsDeclaration":
      case "TSExportAssignment":
      case "TSNamespaceExportDeclaration":
        throw new NotPlain();
    }
    // Outside of a function it makes the compiler's parser read the next statement twice at times.
    const mayAwait = !/^(?:TS|FunctionDeclaration$)/.test(node.type);
    if (mayAwait && /\bawait\b/.test(this.#text.slice(place.start, node.end + offset))) throw new NotPlain();
  }

  #type(
    { id, typeParameters = null }: Pick<Class, "id"> & Partial<Pick<Class, "typeParameters">>,
    place: Pick<DeclaredType, "exported" | "from" | "start">,
    body: number,
    is: DeclaredType["is"],
    offset: number,
  ): void {
    if (!id) throw new NotPlain();
    const { name, start } = id;
    // To the compiler `interface` and `type` at the end of a line are names.
    if (/[\n\r\u2028\u2029]/.test(this.#text.slice(place.start, start + offset))) throw new NotPlain();
    if (place.exported) this.exported.add(name);
    put(this.types, name, {
      name,
      ...place,
      at: start + offset,
      body: body + offset,
      parametric: typeParameters !== null,
      generic: typeParameters?.params.some((parameter) => !parameter.default) ?? false,
      is,
    });
  }

  #import({ specifiers, source }: ImportDeclaration): void {
    for (const each of specifiers) {
      const name = each.type === "ImportSpecifier" ? nameOf(each.imported) : "";
      putElsewhere(this.imports, each.local.name, { specifier: source.value, name });
    }
  }
}

function interfaceOf({ body, extends: bases }: TSInterfaceDeclaration, offset: number): Interface {
  const names = bases.flatMap(({ expression, typeArguments }) =>
    expression.type === "Identifier" && !typeArguments ? expression.name : [],
  );
  const plain = names.length === bases.length ? names : null;
  return { kind: "interface", bases: plain, ...bracesOf(body, body.body, offset) };
}

/** What the standard library declares: a file that is no module adds to it. */
function libraryNames(): ReadonlySet<string> {
  const declarations = library.matchAll(/\b(?:interface|type|var|namespace|function) (\w+)/g);
  return new Set([...declarations].map(([, name = ""]) => name));
}

function nameOf(name: { readonly name: string } | { readonly value: string }): string {
  return "name" in name ? name.name : name.value;
}

function put<T>(names: Map<string, T | "several">, name: string, declared: T): void {
  names.set(name, names.has(name) ? "several" : declared);
}

function putElsewhere(names: Map<string, Elsewhere>, name: string, meant: Elsewhere): void {
  if (names.has(name)) throw new NotPlain();
  names.set(name, meant);
}
