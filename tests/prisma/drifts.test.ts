import { describe, expect, test } from "vitest";
import { analyze, apply, rollback } from "../../src/index.ts";
import { decide, drifted, type Rewrite, valuesIn } from "./drifted.ts";
import { leftFor, missing } from "./engine.ts";
import { schemaFiles } from "./projects.ts";

interface Case {
  readonly name: string;
  readonly project: "recipes" | "newspaper" | "ledger";
  readonly drift: readonly (string | Rewrite)[];
  /** All that is said beside what is said without a drift: "severity rule". */
  readonly issues: readonly string[];
  /** What a person decides before the repair. */
  readonly config?: object;
  /** The columns whose values the repair changes, brings or takes away. */
  readonly changes?: readonly string[];
}

/** A table with one change in its text, the recipes unless told otherwise. */
function rewritten(from: string, to: string, table = "recipes"): Rewrite {
  return { table, from, to };
}

const parentOfSteps =
  ',\n    CONSTRAINT "steps_recipe_id_fkey" FOREIGN KEY ("recipe_id") REFERENCES "recipes" ("id") ON DELETE CASCADE ON UPDATE CASCADE';

const cases: readonly Case[] = [
  {
    name: "a column that may be NULL is missing",
    project: "newspaper",
    drift: ['ALTER TABLE "Article" DROP COLUMN "previous"'],
    issues: ["critical missing-column"],
    changes: ["Article.previous"],
  },
  {
    name: "a NOT NULL column with a default is missing",
    project: "recipes",
    drift: ["ALTER TABLE recipes DROP COLUMN servings"],
    issues: ["critical missing-column"],
    changes: ["recipes.servings"],
  },
  {
    name: "a NOT NULL column without a default is missing",
    project: "recipes",
    drift: ["ALTER TABLE recipes DROP COLUMN title"],
    issues: ["critical missing-column"],
    config: { backfills: { recipes: { title: "'untitled'" } } },
    changes: ["recipes.title"],
  },
  {
    name: "a column was renamed",
    project: "recipes",
    drift: ["ALTER TABLE cooks RENAME COLUMN email TO mail"],
    issues: ["critical suspected-rename"],
    config: { renames: { columns: { cooks: { mail: "email" } } } },
    changes: ["cooks.mail", "cooks.email"],
  },
  {
    name: "a table is missing, with its index",
    project: "recipes",
    drift: ["DROP TABLE steps"],
    issues: ["critical missing-table"],
    changes: ["steps.id", "steps.position", "steps.recipe_id", "steps.text"],
  },
  {
    name: "a table between two models is missing",
    project: "recipes",
    drift: ["DROP TABLE _saved"],
    issues: ["critical missing-table"],
    changes: ["_saved.A", "_saved.B"],
  },
  {
    name: "a column's type",
    project: "recipes",
    drift: [rewritten('"servings" INTEGER', '"servings" TEXT')],
    issues: ["high mismatched-type"],
    changes: ["recipes.servings"],
  },
  {
    name: "NOT NULL lost",
    project: "recipes",
    drift: [rewritten('"title" TEXT NOT NULL', '"title" TEXT')],
    issues: ["high mismatched-nullability"],
  },
  {
    name: "NOT NULL gained",
    project: "ledger",
    drift: [rewritten('"meta" JSONB', '"meta" JSONB NOT NULL', "Entry")],
    issues: ["high mismatched-nullability"],
  },
  {
    name: "a default lost",
    project: "recipes",
    drift: [rewritten(" DEFAULT 4", "")],
    issues: ["high mismatched-default"],
  },
  {
    name: "another default of an enum",
    project: "newspaper",
    drift: [rewritten("DEFAULT 'sports'", "DEFAULT 'SPORT'", "Article")],
    issues: ["high mismatched-default"],
  },
  {
    name: "a default for what the client fills",
    project: "recipes",
    drift: [rewritten('"title" TEXT NOT NULL', `"title" TEXT NOT NULL DEFAULT 'x'`)],
    issues: ["high mismatched-default"],
  },
  {
    name: "an index is missing",
    project: "recipes",
    drift: ['DROP INDEX "recipes_authorId_published_idx"'],
    issues: ["medium missing-index"],
  },
  {
    name: "an index of a table between two models is missing",
    project: "newspaper",
    drift: ['DROP INDEX "_written_B_index"'],
    issues: ["medium missing-index"],
  },
  {
    name: "a unique index is missing",
    project: "recipes",
    drift: ["DROP INDEX cooks_email_key"],
    issues: ["high missing-unique"],
  },
  {
    name: "an index goes the other way",
    project: "newspaper",
    drift: ['DROP INDEX "Article_words_idx"; CREATE INDEX "Article_words_idx" ON "Article"("words")'],
    issues: ["medium mismatched-index"],
  },
  {
    name: "an index that nobody declares",
    project: "recipes",
    drift: ["CREATE INDEX cooks_by_mail ON cooks (id, email)"],
    issues: ["medium unexpected-index"],
  },
  {
    name: "a unique index that nobody declares",
    project: "recipes",
    drift: ["CREATE UNIQUE INDEX one_text ON steps (text)"],
    issues: ["high unexpected-unique"],
  },
  {
    name: "a foreign key is missing",
    project: "recipes",
    drift: [rewritten(parentOfSteps, "", "steps")],
    issues: ["medium missing-foreign-key"],
  },
  {
    name: "another action",
    project: "recipes",
    drift: [rewritten("ON DELETE SET NULL", "ON DELETE CASCADE")],
    issues: ["medium mismatched-foreign-key"],
  },
  {
    name: "a foreign key that nobody declares",
    project: "ledger",
    drift: [
      { table: "Batch", from: '"closed" DATETIME', to: '"closed" DATETIME REFERENCES "Setting" ("id")' },
    ],
    issues: ["medium unexpected-foreign-key"],
  },
  {
    name: "a composite key is missing",
    project: "recipes",
    drift: [rewritten('    PRIMARY KEY ("recipe_id", "ingredient_name"),\n', "", "recipe_ingredients")],
    issues: ["high mismatched-primary-key"],
  },
  {
    name: "a key no longer counts up",
    project: "recipes",
    drift: [rewritten(" AUTOINCREMENT", "", "steps")],
    issues: ["high mismatched-primary-key"],
    // The counter comes back, at the highest key.
    changes: ["sqlite_sequence.name", "sqlite_sequence.seq"],
  },
  {
    name: "two drifts at once",
    project: "recipes",
    drift: ["DROP INDEX cooks_email_key", rewritten(" DEFAULT 4", "")],
    issues: ["high missing-unique", "high mismatched-default"],
  },
];

/** What is said of databases without a drift. */
const usual: Readonly<Record<Case["project"], readonly string[]>> = {
  recipes: [],
  newspaper: ["info int-primary-key"],
  ledger: [],
};

describe("exactly its issue, and a repair that is proven, complete and goes back", () => {
  test.each(cases)("$name", async ({ project, drift, issues, config = {}, changes = [] }) => {
    const laid = drifted(project, ...drift);
    const before = valuesIn(laid.database);
    expect(await said(laid)).toEqual([...issues, ...usual[project]].sort());
    decide(laid.folder, config);
    const repaired = await apply(laid);
    expect([repaired.status, repaired.report.proof.ok]).toEqual(["applied", true]);
    const again = await analyze(laid);
    expect([again.summary.total, again.plan.steps]).toEqual([0, []]);
    if (missing === null) expect(leftFor(laid.database, schemaFiles(project))).toBe("");
    const after = valuesIn(laid.database);
    const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
      (key) => before.get(key) !== after.get(key),
    );
    expect(differing.sort()).toEqual([...changes].sort());
    expect((await rollback({ ...laid, apply: true })).status).toBe("taken-back");
    expect(valuesIn(laid.database)).toEqual(before);
  });
});

async function said(laid: { readonly folder: string; readonly database: string }): Promise<string[]> {
  const { issues } = await analyze(laid);
  return issues.map(({ rule, severity }) => `${severity} ${rule}`).sort();
}

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
    const found = (await said(drifted(project, drift))).filter((issue) => !usual[project].includes(issue));
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
    ["a CHECK", rewritten('"servings" INTEGER', '"servings" INTEGER CHECK (servings > 0)')],
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
