import fc from "fast-check";
import { database, type Files } from "./lazily.ts";

/** How a file gets at a name of another. */
const ways = [
  "by name",
  "renamed",
  "as a whole",
  "by a barrel",
  "by a barrel of barrels",
  "as a whole by a barrel",
  "in passing",
] as const;
type Way = (typeof ways)[number];

/** A file without SQL, which needs others for what it declares. */
interface Shelf {
  /** The shelves it needs, for its type, its text and its class. */
  readonly row: number;
  readonly text: number;
  readonly above: number;
  readonly way: Way;
  /** Whether functions say what they return. */
  readonly stated: boolean;
  readonly isDefault: boolean;
}

/** A file with SQL, and the shelves it needs. */
interface Desk {
  readonly row: number;
  readonly text: number;
  readonly above: number;
  readonly way: Way;
  readonly form: number;
}

export interface RandomProject {
  readonly shelves: readonly Shelf[];
  readonly desks: readonly Desk[];
}

const place = fc.nat({ max: 6 });
const way = fc.constantFrom(...ways);

/** Projects whose files need each other in every way, the ones with SQL and the others. */
export const randomProjects: fc.Arbitrary<RandomProject> = fc.record({
  shelves: fc.array(
    fc.record({ row: place, text: place, above: place, way, stated: fc.boolean(), isDefault: fc.boolean() }),
    { minLength: 2, maxLength: 7 },
  ),
  desks: fc.array(fc.record({ row: place, text: place, above: place, way, form: fc.nat({ max: 4 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
});

/** Imports of a file, and what a name of another is called in it. */
class Imports {
  private readonly lines = new Set<string>();

  named(name: string, from: number, way: Way, isType: boolean): string {
    const file = `./shelf${from}.ts`;
    switch (way) {
      case "by name":
        return this.line(`import { ${name} } from "${file}";`, name);
      case "renamed":
        return this.line(`import { ${name} as my${name} } from "${file}";`, `my${name}`);
      case "as a whole":
        return this.line(`import * as shelf${from} from "${file}";`, `shelf${from}.${name}`);
      case "by a barrel":
        return this.line(`import { ${name} } from "./barrel.ts";`, name);
      case "by a barrel of barrels":
        return this.line(`import { ${name} } from "./index.ts";`, name);
      case "as a whole by a barrel":
        return this.line('import { whole } from "./index.ts";', `whole.${name}`);
      case "in passing":
        return isType ? `import("${file}").${name}` : this.named(name, from, "by name", isType);
    }
  }

  private line(text: string, name: string): string {
    this.lines.add(text);
    return name;
  }

  get text(): string {
    return [...this.lines].map((line) => `${line}\n`).join("");
  }
}

/** A text may only be made of what comes before it, a class only extend such: nothing is made of itself. */
function shelf({ row, text, above, way, stated, isDefault }: Shelf, i: number, count: number): string {
  const imports = new Imports();
  const before = (other: number): number | null => (i === 0 ? null : other % i);
  const other = row % count;
  const nested = other === i ? "number" : `${imports.named(`Row${other}`, other, way, true)}["id"] | null`;
  const made = before(text);
  const prefix = made === null ? '"t"' : imports.named(`text${made}`, made, way, false);
  const base = before(above);
  const heritage = base === null ? "" : ` extends ${imports.named(`Base${base}`, base, way, false)}`;
  const called = base === null ? '""' : `${imports.named(`named${base}`, base, way, false)}("c")`;
  const declared = `export interface Row${i} { id: ${i % 2 ? "number" : "string"}; next: ${nested} }
    export const text${i} = ${prefix} + "${i}";
    export function named${i}(name: string)${stated ? ": string" : ""} { return ${prefix} + name; }
    export class Base${i}${heritage} {
      protected readonly table${i} = ${prefix};
      private readonly kept${i}${stated ? ": string" : ""} = ${called};
      known${i}()${stated ? ": string" : ""} { return this.kept${i}; }
    }`;
  return `${imports.text}${declared}\n${isDefault ? `export default text${i};` : ""}`;
}

/** Statements of which a part and the type of the rows come from shelves. */
function desk({ row, text, above, way, form }: Desk, i: number, count: number): string {
  const imports = new Imports();
  const type = imports.named(`Row${row % count}`, row % count, way, true);
  const base = above % count;
  const part = [
    () => imports.named(`text${text % count}`, text % count, way, false),
    () => `${imports.named(`named${text % count}`, text % count, way, false)}("a")`,
    () => `this.table${base}`,
    () => `this.known${base}()`,
    () => `table(${imports.named(`text${text % count}`, text % count, way, false)})`,
  ][form]?.();
  const parent = imports.named(`Base${base}`, base, way, false);
  return `${imports.text}import { db } from "./db.ts";
    const table = (name: string) => { return name + "s"; };
    const rows = (words: string) => { return db.prepare(words).all(); };
    const select = (from: string) => { return "SELECT id, next FROM " + from; };
    export class Desk${i} extends ${parent} {
      all(): ${type}[] { return db.prepare(\`SELECT id, next FROM \${${part}}\`).all(); }
      others() { return rows(select(${part})) as ${type}[]; }
      idle() { return new Intl.NumberFormat().format(${i}); }
    }`;
}

/** The files of a project. */
export function filesOf({ shelves, desks }: RandomProject): Files {
  const count = shelves.length;
  const made: Record<string, string> = {
    "db.ts": database,
    "barrel.ts": shelves.map((_, i) => `export * from "./shelf${i}.ts";`).join("\n"),
    "index.ts": 'export * from "./barrel.ts";\nexport * as whole from "./barrel.ts";',
  };
  for (const [i, each] of shelves.entries()) made[`shelf${i}.ts`] = shelf(each, i, count);
  for (const [i, each] of desks.entries()) made[`desk${i}.ts`] = desk(each, i, count);
  return made;
}
