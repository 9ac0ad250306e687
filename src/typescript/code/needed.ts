import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { drivers } from "../drivers.ts";
import { type Imports, parseFile } from "../program.ts";
import { isKnownFile, type Resolver } from "../resolution.ts";
import { exportsIn, type Foreign, type Module, moduleOf } from "./module.ts";
import { type Unit, unitsOf } from "./units.ts";
import { noteClass, noteWords, noWords, type Words } from "./words.ts";

/** Where a name that a file exports is declared. */
interface Origin {
  readonly file: string;
  readonly name: string;
  /** The imports on the way there. */
  readonly hops: readonly { readonly from: string; readonly specifier: string }[];
}

/**
 * Which imports matter to the SQL in files (absolute paths): those of the names that what holds SQL uses, and of what
 * these are made of. A file without SQL that nobody needs for that is not read.
 */
export function importsNeeded(paths: readonly string[], resolver: Resolver): Imports {
  const needs = new Needs(paths, resolver);
  needs.find();
  return needs;
}

class Needs implements Imports {
  readonly parsed = new Map<string, ts.SourceFile>();
  private readonly roots: ReadonlySet<string>;
  private readonly resolver: Resolver;
  private readonly modules = new Map<string, Module>();
  private readonly texts = new Map<string, string>();
  private readonly exports = new Map<string, ReturnType<typeof exportsIn>>();
  private readonly origins = new Map<string, Origin | null>();
  /** What barrels hand on as a whole: by the names that are seen at once, and the rest. */
  private readonly stars = new Map<string, { open: string[]; byName: Map<string, string> }>();
  /** The members of the classes of files with SQL, by name. */
  private readonly members = new Map<string, ReadonlyMap<string, readonly ts.Node[]>>();
  private readonly followed = new Set<string>();
  private readonly needed = new Set<string>();
  /** The names in all that holds SQL. */
  private readonly touched = new Set<string>();
  private readonly waiting: (() => void)[] = [];

  constructor(paths: readonly string[], resolver: Resolver) {
    this.roots = new Set(paths);
    this.resolver = resolver;
  }

  follows(specifier: string, from: string): boolean {
    return this.followed.has(`${from}\0${specifier}`);
  }

  find(): void {
    const relevant: { path: string; unit: Unit }[] = [];
    for (const path of this.roots) {
      const module = this.moduleAt(path);
      if (!module) continue;
      for (const specifier of module.effects) this.effect(path, specifier);
      for (const unit of this.relevantUnits(path, module)) relevant.push({ path, unit });
    }
    for (const { unit } of relevant)
      for (const name of [...unit.words.names, ...unit.words.members]) this.touched.add(name);
    for (const { path, unit } of relevant) {
      this.use(path, unit.words);
      if (unit.owner) this.useHead(path, unit.owner);
    }
    for (let next = this.waiting.pop(); next; next = this.waiting.pop()) next();
  }

  /** The units with SQL, and those that use what these declare, or functions of other files with SQL. */
  private relevantUnits(path: string, module: Module): Unit[] {
    const units = unitsOf(this.fileAt(path), module);
    this.members.set(path, membersOf(units));
    const relevant = new Set(units.filter((unit) => unit.hasSql || this.usesSql(path, unit, module)));
    // A set that grows while it is gone through comes to what is added, too.
    for (const unit of relevant) {
      if (!unit.isValue) continue;
      for (const other of units) if (!relevant.has(other) && uses(other, unit)) relevant.add(other);
    }
    return [...relevant];
  }

  private usesSql(path: string, unit: Unit, { imports }: Module): boolean {
    for (const name of unit.words.names) {
      const foreign = imports.get(name);
      if (!foreign || drivers.has(foreign.specifier)) continue;
      const target = this.targetOf(path, foreign.specifier);
      if (target === null) continue;
      if (this.roots.has(target)) return true;
      if (foreign.name === "*" || !this.exportsOf(target).open) continue;
      const origin = this.originOf(target, foreign.name);
      if (origin && this.roots.has(origin.file)) return true;
    }
    return false;
  }

  private use(path: string, { names, members, imported }: Words): void {
    const module = this.moduleAt(path);
    if (!module) return;
    const used = new Set([...names, ...members]);
    for (const name of names) {
      const foreign = module.imports.get(name);
      if (foreign) this.import(path, foreign, used);
      else this.need(path, name, module.declared.get(name) ?? []);
    }
    for (const foreign of imported) this.import(path, foreign, used);
    const own = this.members.get(path);
    if (own) for (const name of members) this.need(path, `.${name}`, own.get(name) ?? []);
  }

  /** What declares a name that is used, once. */
  private need(path: string, name: string, nodes: readonly ts.Node[]): void {
    const key = `${path}\0${name}`;
    if (nodes.length === 0 || this.needed.has(key)) return;
    this.needed.add(key);
    this.waiting.push(() => {
      const words = noWords();
      for (const node of [...nodes, ...(this.moduleAt(path)?.ambient ?? [])]) {
        if (compiler.isClassDeclaration(node)) noteClass(node, words, this.touched);
        else noteWords(node, words, false);
      }
      this.use(path, words);
    });
  }

  private useHead(path: string, { heritageClauses, typeParameters }: ts.ClassDeclaration): void {
    const words = noWords();
    for (const part of [...(heritageClauses ?? []), ...(typeParameters ?? [])]) noteWords(part, words, true);
    this.use(path, words);
  }

  /** Follows an import to where its name is declared; of a whole file, to the names that are used there. */
  private import(from: string, { specifier, name }: Foreign, used: ReadonlySet<string>): void {
    const way = `${from}\0${specifier}`;
    const key = `${way}\0${name}`;
    // Of a whole file others may use other names.
    if (name !== "*" && this.needed.has(key)) return;
    this.needed.add(key);
    const target = this.targetOf(from, specifier);
    const origin = target === null ? null : this.reached(target, name);
    if (!origin) return;
    this.followed.add(way);
    this.arrive(origin, used);
  }

  private reached(file: string, name: string): Origin | null {
    return name === "*" ? { file, name, hops: [] } : this.originOf(file, name);
  }

  /** Of a file under a name of its own, what is used anywhere near. */
  private arriveAtAll(target: string, used: ReadonlySet<string>): void {
    for (const each of used) {
      const origin = this.originOf(target, each);
      if (origin) this.arrive(origin, used);
    }
  }

  private arrive({ file, name, hops }: Origin, used: ReadonlySet<string>): void {
    for (const hop of hops) this.followed.add(`${hop.from}\0${hop.specifier}`);
    if (name === "*") {
      this.arriveAtAll(file, used);
      return;
    }
    const module = this.moduleAt(file);
    if (!module) return;
    const foreign = module.declared.has(name) ? undefined : module.imports.get(name);
    if (foreign) this.waiting.push(() => this.import(file, foreign, used));
    else this.need(file, name, module.declared.get(name) ?? []);
  }

  /** A file imported for what it does matters if it says something of types everywhere. */
  private effect(from: string, specifier: string): void {
    const target = this.targetOf(from, specifier);
    if (target === null || !/\bdeclare\s+(?:global|module)\b/.test(this.textAt(target))) return;
    this.followed.add(`${from}\0${specifier}`);
    const words = noWords();
    for (const node of this.moduleAt(target)?.ambient ?? []) noteWords(node, words, false);
    this.use(target, words);
  }

  private originOf(file: string, name: string): Origin | null {
    const key = `${file}\0${name}`;
    const known = this.origins.get(key);
    if (known !== undefined) return known;
    // What is exported in a circle is nowhere.
    this.origins.set(key, null);
    const origin = this.lookUp(file, name);
    this.origins.set(key, origin);
    return origin;
  }

  private lookUp(file: string, name: string): Origin | null {
    const { names, open } = this.exportsOf(file);
    if (names.has(name)) return { file, name, hops: [] };
    const module = open ? this.moduleAt(file) : undefined;
    if (!module) return null;
    const own = module.exported.get(name);
    if (own !== undefined) return { file, name: own, hops: [] };
    if (module.declared.has(name)) return { file, name, hops: [] };
    const handed = module.handedOn.get(name);
    const stars = handed ? [] : this.starsOf(file, module, name);
    const ways = handed ? [handed] : stars.map((specifier) => ({ specifier, name }));
    for (const way of ways) {
      const target = this.targetOf(file, way.specifier);
      if (target === null) continue;
      const hop = { from: file, specifier: way.specifier };
      // All of a file under one name: what of it is used is not known here.
      if (way.name === "*") return { file: target, name: "*", hops: [hop] };
      const origin = this.originOf(target, way.name);
      if (origin) return { ...origin, hops: [hop, ...origin.hops] };
    }
    return null;
  }

  /** The files handed on as a whole that export a name, or may. */
  private starsOf(file: string, { stars }: Module, name: string): readonly string[] {
    let known = this.stars.get(file);
    if (!known) {
      known = { open: [], byName: new Map() };
      this.stars.set(file, known);
      for (const specifier of stars) {
        const target = this.targetOf(file, specifier);
        if (target === null) continue;
        const { names, open } = this.exportsOf(target);
        for (const each of names) if (!known.byName.has(each)) known.byName.set(each, specifier);
        if (open) known.open.push(specifier);
      }
    }
    const plain = known.byName.get(name);
    return plain === undefined ? known.open : [plain];
  }

  private targetOf(from: string, specifier: string): string | null {
    const path = this.resolver.resolve(specifier, from)?.resolvedFileName;
    return path === undefined || isKnownFile(path) || path.endsWith(".json") ? null : path;
  }

  private exportsOf(path: string): ReturnType<typeof exportsIn> {
    const known = this.exports.get(path) ?? exportsIn(this.textAt(path));
    this.exports.set(path, known);
    return known;
  }

  private textAt(path: string): string {
    const known = this.texts.get(path) ?? compiler.sys.readFile(path) ?? "";
    this.texts.set(path, known);
    return known;
  }

  private fileAt(path: string): ts.SourceFile {
    const known = this.parsed.get(path) ?? parseFile(path, this.textAt(path));
    this.parsed.set(path, known);
    return known;
  }

  private moduleAt(path: string): Module | undefined {
    const known = this.modules.get(path);
    if (known) return known;
    if (!this.parsed.has(path) && this.textAt(path) === "") return undefined;
    const module = moduleOf(this.fileAt(path));
    this.modules.set(path, module);
    return module;
  }
}

/** Whether a unit names what another declares. */
function uses({ words }: Unit, { declares, owner }: Unit): boolean {
  const names = owner ? words.members : words.names;
  return declares.some((name) => names.has(name));
}

function membersOf(units: readonly Unit[]): Map<string, ts.Node[]> {
  const members = new Map<string, ts.Node[]>();
  for (const { node, owner, declares } of units) {
    const known = owner && members.get(declares[0] ?? "");
    if (known) known.push(node);
    else if (owner && declares[0]) members.set(declares[0], [node]);
  }
  return members;
}
