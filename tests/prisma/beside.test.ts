import { describe, expect, test } from "vitest";
import { analyze } from "../../src/index.ts";
import { drifted, type Rewrite, said, usual } from "./drifted.ts";

describe("rows that contradict the schema", () => {
  test.each([
    [
      "a value outside the enum",
      "value-set-without-check",
      "newspaper",
      `UPDATE "Article" SET section = 'SPORT'`,
    ],
    ["a boolean that is none", "non-boolean-value", "recipes", "UPDATE recipes SET published = 'yes'"],
    ["JSON that does not parse", "invalid-json", "ledger", `UPDATE "Entry" SET meta = '{'`],
    ["bytes in a DateTime", "foreign-storage-class", "recipes", "UPDATE recipes SET created_at = x'00'"],
    ["text in an Int", "foreign-storage-class", "newspaper", `UPDATE "Article" SET words = 'many'`],
    ["text in a Decimal", "foreign-storage-class", "ledger", `UPDATE "Entry" SET debit = 'ten'`],
    [
      "a fraction in a BigInt",
      "foreign-storage-class",
      "newspaper",
      `UPDATE "Author" SET id = 1.5 WHERE id = 10; UPDATE "_written" SET "B" = 1.5 WHERE "B" = 10`,
    ],
    ["orphans between models", "orphaned-rows", "recipes", "INSERT INTO _saved VALUES (1, 99)"],
    [
      "numbers and texts in one DateTime",
      "mixed-date-formats",
      "recipes",
      "UPDATE recipes SET created_at = '2024-02-29T12:00:00.000+00:00' WHERE id = 2",
    ],
  ] as const)("%s: %s", async (_, rule, project, drift) => {
    const found = (await said(drifted(project, drift))).filter((issue) => !usual[project]?.includes(issue));
    expect([...new Set(found.map((issue) => issue.replace(/^\w+ /, "")))]).toEqual([rule]);
  });

  test.each([
    ["DateTime as the engine of Prisma stores it", "1700000000000"],
    ["DateTime as its adapters store it", "'2023-11-14T22:13:20.000+00:00'"],
    ["DateTime as CURRENT_TIMESTAMP writes it", "'2023-11-14 22:13:20'"],
  ])("%s is none", async (_, value) => {
    expect(await said(drifted("recipes", `UPDATE recipes SET created_at = ${value}`))).toEqual([]);
  });
});

describe("what Prisma has no words for stays as it is", () => {
  test.each<[string, string | Rewrite]>([
    [
      "a CHECK",
      { table: "recipes", from: '"servings" INTEGER', to: '"servings" INTEGER CHECK (servings > 0)' },
    ],
    [
      "a CHECK over a value set",
      {
        table: "cooks",
        from: '"email" TEXT',
        to: `"email" TEXT CHECK (email IN ('ada@x.org', 'bob@x.org'))`,
      },
    ],
    ["a partial index", "CREATE UNIQUE INDEX drafts ON recipes (authorId) WHERE published = 0"],
    ["an index on an expression", "CREATE INDEX by_title ON recipes (lower(title))"],
    ["a trigger", "CREATE TRIGGER saved AFTER INSERT ON _saved BEGIN SELECT 1; END"],
    [
      "a collation",
      { table: "cooks", from: '"email" TEXT NOT NULL', to: '"email" TEXT NOT NULL COLLATE NOCASE' },
    ],
    ["STRICT", { table: "_saved", from: "\n)", to: "\n) STRICT" }],
    [
      "a deferred key",
      { table: "_saved", from: "ON UPDATE CASCADE", to: "ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED" },
    ],
    ["a view", "CREATE VIEW titles AS SELECT title FROM recipes"],
    [
      "a full text index",
      "CREATE VIRTUAL TABLE recipe_text USING fts5 (title, content='recipes', content_rowid='id')",
    ],
    ["a table that the schema does not name", "CREATE TABLE menus (id INTEGER PRIMARY KEY)"],
    [
      "the ledger of migrations",
      "CREATE TABLE _prisma_migrations (id TEXT PRIMARY KEY NOT NULL, checksum TEXT NOT NULL, finished_at DATETIME, migration_name TEXT NOT NULL, logs TEXT, rolled_back_at DATETIME, started_at DATETIME NOT NULL DEFAULT current_timestamp, applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0)",
    ],
  ])("%s", async (_, drift) => {
    const laid = drifted("recipes", drift);
    const { issues, plan } = await analyze(laid);
    expect(issues.filter(({ severity }) => severity !== "info").map(({ title }) => title)).toEqual([]);
    expect(plan.steps).toEqual([]);
  });

  test("an ordinary index beside them does not", async () => {
    const laid = drifted("recipes", "CREATE INDEX plain ON recipes (title)");
    expect(await said(laid)).toEqual(["medium unexpected-index"]);
  });
});
