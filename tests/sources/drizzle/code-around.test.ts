import { describe, expect, test } from "vitest";
import { created, declare, imports, textOf } from "./declare.ts";

describe("the code around a schema is followed", () => {
  test.each([
    [
      "overloads",
      `function named(name: string): any; function named(name: string, length: number): any;
      function named(name: string, length?: number) { return text(name, { length }); }
      export const a = sqliteTable("a", { x: named("x", 3), y: named("y") });`,
      "`x` text(3), `y` text",
    ],
    [
      "an enum whose members are computed, for which it takes the compiler",
      `enum Bits { One = 1 << 2 }
      export const a = sqliteTable("a", { x: integer("x").default(Bits.One) });`,
      "`x` integer DEFAULT 4",
    ],
    [
      "a default parameter that is taken apart",
      `const make = ({ name = "x", size = 5 } = {}) => text(name, { length: size });
      export const a = sqliteTable("a", { x: make(), y: make({ name: "y" }) });`,
      "`x` text(5), `y` text(5)",
    ],
    [
      "a list that becomes columns",
      `const flags = ["a", "b"] as const;
      export const a = sqliteTable("a", { ...Object.fromEntries(flags.map((f) => [f, integer(\`is_\${f}\`, { mode: "boolean" })])) });`,
      "`is_a` integer, `is_b` integer",
    ],
    [
      "a later column in place of a spread one",
      `const base = { id: integer("id"), x: text("x") };
      export const a = sqliteTable("a", { ...base, x: integer("x") });`,
      "`id` integer, `x` integer",
    ],
    [
      "columns whose name a function changes as its own",
      `const base = { id: integer("id") }; console.log(base); Object.freeze(base);
      function other(base: any) { base.x = text("x"); base = 1; let list = []; list.push(base); }
      export const a = sqliteTable("a", { ...base });`,
      "`id` integer",
    ],
    [
      "a switch that falls through, and a try",
      `const stamp = (name: string, mode?: "ms" | "s" | "day") => {
        switch (mode) { case "ms": case "s": { const made = integer(name); return made.notNull(); } case "day": { console.log(name); break; } default: return real(name); }
        try { return text(name); } catch { return blob(name); }
      };
      export const a = sqliteTable("a", { x: stamp("x", "ms"), y: stamp("y"), z: stamp("z", "day") });`,
      "`x` integer NOT NULL, `y` real, `z` text",
    ],
    [
      "what a rest leaves",
      `const { secret, ...open } = { id: integer("id"), secret: text("secret") };
      export const a = sqliteTable("a", open);`,
      "`id` integer",
    ],
    [
      "an enum of strings and one of numbers",
      `enum Kind { A = "a" } const enum Level { Low = 1, High }
      export const a = sqliteTable("a", { k: text("k").default(Kind.A), l: integer("l").default(Level.High) });`,
      "`k` text DEFAULT 'a', `l` integer DEFAULT 2",
    ],
    [
      "a builder under another name",
      `const col = { str: text, num: integer };
      export const a = sqliteTable("a", { x: col.str("x").notNull(), y: col["num"]("y") });`,
      "`x` text NOT NULL, `y` integer",
    ],
    [
      "a condition inside a function",
      `const maybe = (on: boolean) => { if (on) return { x: text("x") }; return {}; };
      export const a = sqliteTable("a", { id: integer("id"), ...maybe(true), ...maybe(false) });`,
      "`id` integer, `x` text",
    ],
  ])("%s", async (_, text, columns) => {
    expect(await created(text)).toBe(`CREATE TABLE \`a\` ( ${columns} )`);
  });

  test("names from a .json file, by default import and by name", async () => {
    const { tables } = await declare({
      "names.json": `{ "table": "books", "columns": ["isbn"] }`,
      "schema.ts": `${imports}import names from "./names.json";
export const books = sqliteTable(names.table, { isbn: text(names.columns[0]) });`,
    });
    expect(tables.map(textOf)).toEqual(["CREATE TABLE `books` ( `isbn` text )"]);
  });

  test("packages of a workspace by paths, and a star over Drizzle's own names", async () => {
    const { tables, notAnalysed } = await declare(
      {
        "tsconfig.json": `{ "compilerOptions": { "paths": { "@acme/*": ["./packages/*/src"] } } }`,
        "packages/columns/src/index.ts": `export * from "drizzle-orm/sqlite-core"; export { id } from "./id";`,
        "packages/columns/src/id.ts": `import { integer } from "drizzle-orm/sqlite-core"; export const id = () => integer("id").primaryKey();`,
        "app/schema.ts": `import { id, sqliteTable as table, text as string } from "@acme/columns";
export const books = table("books", { id: id(), title: string("title") });`,
      },
      ["app/**/*.ts"],
    );
    expect(notAnalysed).toEqual([]);
    expect(tables.map(textOf)).toEqual([
      "CREATE TABLE `books` ( `id` integer PRIMARY KEY NOT NULL, `title` text )",
    ]);
  });
});

test("what a class or a function that makes tables cannot be followed in is told, and so is a table inside an object", async () => {
  const { tables, notAnalysed } = await declare(
    {
      "parts.ts": `${imports}export const shelves = sqliteTable("shelves", { id: integer() });`,
      "schema.ts": `${imports}class Maker {
  static table(name: string) { while (name === "") name = "x"; return sqliteTable(name, { id: integer() }); }
}
export const users = Maker.table("users");
export const schema = { posts: sqliteTable("posts", { id: integer() }) };
export * as whole from "./parts";
export namespace Tables { export const notes = sqliteTable("notes", { id: integer() }); }
export const kept = [sqliteTable("tags", { id: integer() })];
export const label = \`a \${String(users)}\`;`,
    },
    ["schema.ts"],
  );
  expect(tables).toEqual([]);
  expect(notAnalysed.map(({ what, why }) => `${what}: ${why}`)).toEqual([
    "table users: what the function does there is not followed",
    "table posts: it is exported only inside schema: drizzle-kit does not see it",
    "table shelves: it is exported only inside whole: drizzle-kit does not see it",
    "table notes: it is exported only inside Tables: drizzle-kit does not see it",
    "table tags: it is exported only inside kept: drizzle-kit does not see it",
  ]);
});

test("a pattern that would take long to try is not tried", async () => {
  const { notAnalysed } =
    await declare(`const name = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!".replace(/(a+)+$/, "users");
export const users = sqliteTable(name, { id: integer() });`);
  expect(notAnalysed.map(({ what, why }) => `${what}: ${why}`)).toEqual([
    "table users: the name of the table is not known: the pattern is not followed",
  ]);
});
