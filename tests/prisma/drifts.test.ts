import { describe, expect, test } from "vitest";
import { analyze, apply, rollback } from "../../src/index.ts";
import { decide, drifted, type Rewrite, said, usual, valuesIn } from "./drifted.ts";
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

describe("exactly its issue, and a repair that is proven, complete and goes back", () => {
  test.each(cases)("$name", async ({ project, drift, issues, config = {}, changes = [] }) => {
    const laid = drifted(project, ...drift);
    const before = valuesIn(laid.database);
    expect(await said(laid)).toEqual([...issues, ...(usual[project] ?? [])].sort());
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
