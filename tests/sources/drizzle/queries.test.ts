import { expect, test } from "vitest";
import { declare } from "./declare.ts";

const books = `import { integer, sqliteTable, sqliteView, text } from "drizzle-orm/sqlite-core";
import { gt } from "drizzle-orm";
export const books = sqliteTable("books", { id: integer(), titleText: text(), soldAt: integer() });
`;

test("casing reaches the clauses of a query and not its selection, as drizzle-kit has it", async () => {
  const { views, notAnalysed } = await declare(
    {
      "drizzle.config.ts": `export default { dialect: "sqlite", schema: "./schema.ts", casing: "snake_case" };`,
      "schema.ts": `${books}export const sold = sqliteView("sold").as((qb) => qb.select({ title: books.titleText }).from(books).where(gt(books.soldAt, 5)));`,
    },
    ["drizzle.config.ts"],
  );
  expect(notAnalysed).toEqual([]);
  expect(views.map(({ sql }) => sql)).toEqual([
    'CREATE VIEW `sold` AS select "titleText" from "books" where "books"."sold_at" > 5',
  ]);
});

test.each([
  [
    "a method that is not known",
    "qb.select().from(books).for('update')",
    /\.for\(\) of a query is not followed/,
  ],
  ["a source from elsewhere", "qb.select().from(process.env.TABLE as any)", /process is not known/],
  ["SQL that names no columns", "qb.select().from(sql`books b`)", /it names no columns/],
  [
    "a field of a subquery that has no name",
    "(() => { const s = qb.select({ n: sql`1` }).from(books).as('s'); return qb.select({ n: s.n }).from(s); })()",
    /SQL without a name/,
  ],
])("%s leaves the view not analysed", async (_, query, why) => {
  const { views, notAnalysed } = await declare({
    "schema.ts": `import { sql } from "drizzle-orm";\n${books}export const v = sqliteView("v").as((qb) => ${query});`,
  });
  expect(views).toEqual([]);
  expect(notAnalysed.map(({ what, why: said }) => `${what}: ${said}`)).toEqual([expect.stringMatching(why)]);
});
