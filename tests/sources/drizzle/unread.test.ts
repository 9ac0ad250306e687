import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DeclaredSchema } from "../../../src/schema/declared.ts";
import { project } from "../project.ts";
import { declare, imports } from "./declare.ts";

/** What is said of a schema that could not be read in full: `line: what: why`. */
function left({ notAnalysed }: DeclaredSchema): string[] {
  return notAnalysed.map(({ what, location, why }) => `${location?.line}: ${what}: ${why}`);
}

const lines = imports.split("\n").length - 1;

/** A table of `users` with an id and one thing more that cannot be read. */
async function users(
  column: string,
  extras = "",
  before = "",
): Promise<{ declared: DeclaredSchema; said: string[] }> {
  const text = `${before}
export const users = sqliteTable("users", {
  id: integer("id").primaryKey(),
  ${column}
}${extras});`;
  const declared = await declare(text);
  return { declared, said: left(declared) };
}

describe("what is not known is told with its place, and the table is open", () => {
  test.each([
    [
      "a column of a package",
      `email: citext("email"),`,
      `import { citext } from "my-columns";`,
      /column email: "my-columns" is not read/,
    ],
    [
      "columns of a package",
      `...audited,`,
      `import { audited } from "my-columns";`,
      /"my-columns" is not read/,
    ],
    [
      "a name that the environment decides",
      `email: text(process.env.COLUMN!),`,
      "",
      /column email: process is not known/,
    ],
    [
      "a method that is not known",
      `email: text("email").encrypted(),`,
      "",
      /\.encrypted\(\) of a column is not known/,
    ],
    [
      "a reference",
      `boss: integer("boss").references(() => elsewhere.id),`,
      `import { elsewhere } from "./nowhere";`,
      /"\.\/nowhere" is not read/,
    ],
    [
      "a name that is assigned later",
      `email: text(name),`,
      `let name = "email"; name = "mail";`,
      /name is changed after its declaration/,
    ],
    [
      "columns that a function may change",
      `...more,`,
      `import { audit } from "my-columns"; const more = { email: text("email") }; audit(more);`,
      /more is changed after its declaration/,
    ],
    [
      "columns that are added later",
      `...more,`,
      `const more: Record<string, any> = {}; more.email = text("email");`,
      /more is changed after its declaration/,
    ],
  ])("%s", async (_, column, before, why) => {
    const { declared, said } = await users(column, "", before);
    const [table] = declared.tables;
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(why);
    expect(said[0]).toMatch(/^\d+: /);
    expect(table).toMatchObject({ name: "users", open: true, complete: false });
    expect(table?.columns.map(({ name }) => name)).toContain("id");
  });

  test.each([
    [
      "an index",
      `(t) => [index(indexName).on(t.id), index("users_id").on(t.id)]`,
      /an index of users: "my-columns" is not read/,
    ],
    [
      "a check",
      `(t) => ({ c: check("c", sql\`\${t.id} > \${limit()}\`) })`,
      /check c: "my-columns" is not read/,
    ],
    ["all of them", `extras`, /what table users has besides columns: "my-columns" is not read/],
    [
      "some of them",
      `(t) => [...extras(t), index("users_id").on(t.id)]`,
      /what table users has besides columns/,
    ],
  ])("%s besides the columns", async (_, extras, why) => {
    const { declared, said } = await users(
      "",
      `, ${extras}`,
      `import { extras, indexName, limit } from "my-columns";`,
    );
    expect(said).toEqual([expect.stringMatching(why)]);
    expect(declared.tables[0]).toMatchObject({ open: true, complete: false });
  });

  test("a default that only a run tells leaves the default open, and nothing else", async () => {
    const { declared, said } = await users(
      `at: integer("at", { mode: "timestamp" }).notNull().default(new Date()),`,
    );
    expect(said).toEqual([
      expect.stringMatching(/^\d+: the default of column users\.at: which moment it is/),
    ]);
    const [table] = declared.tables;
    expect(table).toMatchObject({ open: false, complete: true });
    expect(table?.columns.find(({ name }) => name === "at")).not.toHaveProperty("default");
  });

  test("the line is that of what could not be read", async () => {
    const { said } = await users(`email: citext("email"),`, "", `import { citext } from "my-columns";`);
    expect(said[0]).toMatch(new RegExp(`^${lines + 1}: table users`));
  });

  test("a table whose name or maker is not known", async () => {
    const declared = await declare(`import { createTable } from "my-tables";
export const a = sqliteTable(process.env.TABLE!, { id: integer() });
export const b = createTable("b", { id: integer() });
const c = sqliteTable("c", { id: integer() });`);
    expect(declared.tables).toEqual([]);
    expect(left(declared)).toEqual([
      expect.stringMatching(/: table a: the name of the table is not known: process is not known/),
      expect.stringMatching(/: table b: "my-tables" is not read/),
      expect.stringMatching(/: table c: c is not exported: drizzle-kit does not see it/),
    ]);
  });

  test("what SQLite refuses is said, and the rest stays", async () => {
    const declared = await declare(`export const users = sqliteTable("users", {
  id: integer("id").primaryKey(),
  at: text("at").default(sql\`date('now')\`),
}, (t) => [check("broken", sql\`\${t.id} >\`), index("users_at").on(t.at)]);`);
    expect(left(declared)).toEqual([
      expect.stringMatching(/check broken: SQLite refuses it/),
      expect.stringMatching(/column users\.at: SQLite refuses it/),
    ]);
    expect(declared.tables[0]?.columns.map(({ name }) => name)).toEqual(["id", "at"]);
    expect(declared.tables[0]?.indexes.map(({ name }) => name)).toEqual(["users_at"]);
  });

  test("tables of another engine are left alone, and said once", async () => {
    const declared = await declare({
      "schema.ts": `import { pgTable, serial, pgEnum, index } from "drizzle-orm/pg-core";
import { mysqlTable, int } from "drizzle-orm/mysql-core";
export const kind = pgEnum("kind", ["a"]);
export const a = pgTable("a", { id: serial("id").primaryKey(), kind: kind("kind") }, (t) => [index("x").on(t.id)]);
export const b = pgTable("b", { id: serial("id").primaryKey() });
export const m = mysqlTable("m", { id: int("id") });`,
    });
    expect(declared.tables).toEqual([]);
    expect(left(declared)).toEqual([
      "3: tables of pg-core: they belong to another engine than SQLite",
      "6: tables of mysql-core: they belong to another engine than SQLite",
    ]);
  });

  test("a view that a query builder writes, with what is no query in WITH", async () => {
    const declared = await declare(`export const users = sqliteTable("users", { id: integer("id") });
export const v = sqliteView("v").as((qb) => qb.with(users).select().from(users));`);
    expect(declared.views).toEqual([]);
    expect(left(declared)).toEqual([expect.stringMatching(/: view v: /)]);
  });

  test("relations, types and validators say nothing of the database", async () => {
    const declared = await declare(`import { createInsertSchema } from "drizzle-zod";
export const users = sqliteTable("users", { id: integer("id") });
export const usersRelations = relations(users, ({ many }) => ({ posts: many(users) }));
export const insertUser = createInsertSchema(users, { id: (schema) => schema.positive() });
export type User = typeof users.$inferSelect;
export const schema = { users, usersRelations };`);
    expect(left(declared)).toEqual([]);
    expect(declared.tables.map(({ name }) => name)).toEqual(["users"]);
  });
});

test("nothing of a schema is executed", async () => {
  const mark = join(project({}), "executed");
  const declared = await declare(`import { writeFileSync } from "node:fs";
writeFileSync(${JSON.stringify(mark)}, "top");
const name = (() => { writeFileSync(${JSON.stringify(mark)}, "name"); return "users"; })();
export const users = sqliteTable(name, { id: integer("id").$defaultFn(() => { throw new Error("executed"); }) });
export const posts = sqliteTable("posts", { id: integer("id") });
throw new Error("executed");`);
  expect(existsSync(mark)).toBe(false);
  expect(declared.tables.map(({ name }) => name)).toEqual(["posts"]);
  expect(left(declared)).toEqual([expect.stringMatching(/table users: the name of the table is not known/)]);
});

test.each([
  [
    "calls",
    "const twice = (n: number): string => (n > 50 ? 'a' : twice(n + 1) + twice(n + 1)); const x = twice(0);",
  ],
  [
    "a list",
    `const a0 = ["x"]; ${Array.from({ length: 40 }, (_, i) => `const a${i + 1} = [...a${i}, ...a${i}];`).join(" ")} const x = a40.join();`,
  ],
  [
    "a text",
    `const a0 = "xx"; ${Array.from({ length: 40 }, (_, i) => `const a${i + 1} = \`\${a${i}}\${a${i}}\`;`).join(" ")} const x = a40;`,
  ],
  ["a repeated text", `const x = "x".repeat(2 ** 30);`],
])("%s without end are not followed", async (_, before) => {
  const declared = await declare(`${before}
export const users = sqliteTable("users", { id: integer("id"), x: text(x) });`);
  expect(left(declared)).toEqual([expect.stringMatching(/column x: .*too (?:many|long|deep)/)]);
});

test("a table whose columns are not known at all is told once", async () => {
  const declared = await declare(`import { columns } from "my-columns";
export const users = sqliteTable("users", columns);
export const posts = sqliteTable("posts", { id: integer("id") });`);
  expect(declared.tables.map(({ name }) => name)).toEqual(["posts"]);
  expect(left(declared)).toEqual([expect.stringMatching(/table users: "my-columns" is not read/)]);
});

test("a function that calls itself is not followed for ever", async () => {
  const declared = await declare(`const again = (n: number): any => again(n + 1);
export const users = sqliteTable("users", { id: integer("id"), x: again(0) });`);
  expect(left(declared)).toEqual([expect.stringMatching(/column x: the calls lie too deep/)]);
});

test("a table that needs what only the application has is told where the code declares it", async () => {
  const declared = await declare(`export const plain = sqliteTable("plain", { id: integer("id") });
export const odd = sqliteTable("odd", { id: integer("id") }, () => [check("c", sql\`missing(1)\`)]);`);
  expect(declared.tables.map(({ name }) => name)).toEqual(["plain"]);
  expect(declared.notAnalysed).toMatchObject([
    { what: "table odd", location: { file: "schema.ts", line: lines + 2 } },
  ]);
});
