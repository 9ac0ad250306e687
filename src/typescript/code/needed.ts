import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { drivers } from "../drivers.ts";
import type { Imports } from "../program.ts";
import type { Resolver } from "../resolution.ts";
import type { Foreign } from "./module.ts";
import { type Origin, Origins } from "./origins.ts";
import { ProjectFiles } from "./project-files.ts";
import { holdsSql, membersOf, type Unit, unitsOf } from "./units.ts";
import { importsIn, naming, outlineOf, wordsIn } from "./words.ts";

/**
 * Which imports matter to the SQL in files (absolute paths): those of the names in what holds SQL, of the names that these
 * are declared with, and so on. A file that declares none of them is not parsed.
 */
export function importsNeeded(paths: readonly string[], resolver: Resolver): Imports {
  const files = new ProjectFiles(resolver);
  const needs = new Needs(files, new Set(paths));
  needs.find();
  return {
    parsed: new Map([...files.parsed].map(([path, file]) => [path, needs.trimmed(path, file)])),
    follows: (specifier, from) => needs.followed.has(way(from, specifier)),
  };
}

function way(from: string, specifier: string): string {
  return `${from}\0${specifier}`;
}

/** A text with names that are needed, and its file. */
interface Mention {
  readonly path: string;
  readonly text: string;
  /** How many declarations away from what holds SQL: 0 in it. */
  readonly depth: number;
}

/** What a name stands near to that leads to another file. */
interface Near {
  readonly words: ReadonlySet<string>;
  /** How far away what it leads to is. */
  readonly depth: number;
  /** The places it led to: files may hand on to each other in circles. */
  readonly reached: Set<string>;
}

/**
 * How far away it still counts what functions do whose types are not stated, and what classes keep to themselves. What is
 * stated is followed to its end.
 */
const nearby = 2;

class Needs {
  readonly followed = new Set<string>();
  private readonly files: ProjectFiles;
  private readonly origins: Origins;
  /** The files with SQL. */
  private readonly roots: ReadonlySet<string>;
  private readonly known = new Set<string | ts.Node>();
  /** The files that are used under a name of their own: who knows what of them. */
  private readonly wholes = new Set<string>();
  private readonly mentioned = new Set<string>();
  /** Members of classes that nothing needed mentions so far, by name. */
  private readonly unmentioned = new Map<string, Mention[]>();
  private readonly waiting: Mention[] = [];

  constructor(files: ProjectFiles, roots: ReadonlySet<string>) {
    this.files = files;
    this.roots = roots;
    this.origins = new Origins(files);
  }

  find(): void {
    for (const path of this.roots) {
      const { effects, specifiers } = this.files.moduleAt(path);
      for (const specifier of effects) this.effect(path, specifier, adding);
      for (const specifier of specifiers) this.effect(path, specifier, /declare\s+global\b/);
      for (const { node, text, owner } of this.unitsWithSql(path)) {
        this.waiting.push({ path, text, depth: 0 });
        if (owner) this.class(path, owner, 1);
        else this.known.add(node);
      }
    }
    // A list that grows while it is gone through comes to what is added, too: what is near first.
    for (const mention of this.waiting) this.use(mention);
  }

  /** A file without the declarations that nothing needs: the checker would go through them all. */
  trimmed(path: string, file: ts.SourceFile): ts.SourceFile {
    if (this.wholes.has(path)) return file;
    const kept = file.statements.filter((each) => this.known.has(each) || !isDeclaration(each));
    if (kept.length === file.statements.length) return file;
    return compiler.factory.updateSourceFile(file, compiler.factory.createNodeArray(kept));
  }

  /** The units of a file with SQL, those that name what is declared in them, and those that name what comes from files with SQL. */
  private unitsWithSql(path: string): Iterable<Unit> {
    const units = unitsOf(this.files.fileAt(path));
    const imports = [...this.files.moduleAt(path).imports];
    const foreign = imports.flatMap(([name, each]) => (this.bringsSql(path, each) ? [name] : []));
    const fromThere = naming(foreign);
    const chosen = new Set(units.filter(({ text }) => holdsSql(text) || fromThere.test(text)));
    // A set that grows while it is gone through comes to what is added, too.
    for (const { declares, owner } of chosen) {
      const these = naming(declares, owner !== null);
      for (const unit of units) if (!chosen.has(unit) && these.test(unit.text)) chosen.add(unit);
    }
    return chosen;
  }

  private bringsSql(path: string, { specifier, name }: Foreign): boolean {
    if (drivers.has(specifier)) return true;
    const target = this.files.targetOf(path, specifier);
    if (target === null || this.roots.has(target)) return target !== null;
    if (name === "*" || !this.files.exportsOf(target).stars) return false;
    return this.roots.has(this.origins.of(target, name)?.file ?? "");
  }

  /** Follows every name in a text to what declares it. */
  private use({ path, text, depth }: Mention): void {
    const { imports, declared } = this.files.moduleAt(path);
    const { names, all } = wordsIn(text);
    const near: Near = { words: all, depth: depth + 1, reached: new Set() };
    for (const name of names) {
      const foreign = imports.get(name);
      if (foreign) this.import(path, foreign, near);
      else for (const node of declared.get(name) ?? []) this.declaration(path, node, near.depth);
    }
    for (const word of all) {
      if (this.mentioned.has(word)) continue;
      this.mentioned.add(word);
      this.waiting.push(...(this.unmentioned.get(word) ?? []));
    }
    for (const specifier of importsIn(text)) this.import(path, { specifier, name: "*" }, near);
  }

  /** What declares a name that is needed, once. */
  private declaration(path: string, node: ts.Node, depth: number): void {
    if (compiler.isClassDeclaration(node)) this.class(path, node, depth);
    else if (this.isNew(node)) {
      const text = outlineOf(node, this.files.fileAt(path), depth <= nearby);
      this.waiting.push({ path, text, depth });
    }
  }

  private class(path: string, node: ts.ClassDeclaration, depth: number): void {
    if (!this.isNew(node)) return;
    const file = this.files.fileAt(path);
    const head = file.text.slice(node.pos, node.members.pos);
    // What it extends is as near as itself.
    this.waiting.push({ path, text: head, depth: depth - 1 });
    for (const { names, always, text } of membersOf(node, file, depth <= nearby)) {
      const mention = { path, text, depth };
      if (always || names.some((name) => this.mentioned.has(name))) this.waiting.push(mention);
      else
        for (const name of names)
          this.unmentioned.set(name, [...(this.unmentioned.get(name) ?? []), mention]);
    }
  }

  private isNew(key: string | ts.Node): boolean {
    if (this.known.has(key)) return false;
    this.known.add(key);
    return true;
  }

  private import(from: string, { specifier, name }: Foreign, near: Near): void {
    const target = this.files.targetOf(from, specifier);
    if (target === null) return;
    const origin = name === "*" ? { file: target, name, hops: [] } : this.origins.of(target, name);
    if (!origin) return;
    this.follow(from, specifier);
    this.reach(origin, near);
  }

  /** Goes to where a name is declared; of a whole file, to all that is among the words near it. */
  private reach({ file, name, hops }: Origin, near: Near): void {
    for (const { from, specifier } of hops) this.follow(from, specifier);
    const place = `${file}\0${name}`;
    if (near.reached.has(place)) return;
    near.reached.add(place);
    if (name === "*") {
      this.wholes.add(file);
      for (const each of [...near.words, "default"]) {
        const origin = this.origins.of(file, each);
        if (origin) this.reach(origin, near);
      }
      return;
    }
    const { declared, imports } = this.files.moduleAt(file);
    const foreign = declared.has(name) ? undefined : imports.get(name);
    if (foreign) this.import(file, foreign, near);
    for (const node of declared.get(name) ?? []) this.declaration(file, node, near.depth);
  }

  /** Whoever follows an import sees what the file adds to all files: `declare global`. */
  private follow(from: string, specifier: string): void {
    if (!this.isNew(way(from, specifier))) return;
    this.followed.add(way(from, specifier));
    const target = this.files.targetOf(from, specifier);
    if (target === null) return;
    const { ambient, effects } = this.files.moduleAt(target);
    for (const node of ambient) this.declaration(target, node, nearby + 1);
    for (const next of effects) this.effect(target, next, adding);
  }

  /** Follows an import of a file for what that does to all files, whatever else it is imported for. */
  private effect(from: string, specifier: string, doing: RegExp): void {
    const target = this.files.targetOf(from, specifier);
    if (target !== null && doing.test(this.files.textAt(target))) this.follow(from, specifier);
  }
}

/** What adds to all files, or imports a file that may. */
const adding = /\bdeclare\s+(?:global|module)\b|\bimport\s*["']/;

function isDeclaration(node: ts.Statement): boolean {
  return (
    compiler.isVariableStatement(node) ||
    compiler.isFunctionDeclaration(node) ||
    compiler.isClassDeclaration(node) ||
    compiler.isInterfaceDeclaration(node) ||
    compiler.isTypeAliasDeclaration(node) ||
    compiler.isEnumDeclaration(node)
  );
}
