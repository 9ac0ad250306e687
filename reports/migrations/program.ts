import type { Act, Direction, Migration } from "../../src/plan/migration.ts";
import { plain } from "../layout/plain.ts";
import { proofSentence } from "../wording.ts";
import { templateOf } from "./js-text.ts";
import type { Language } from "./language.ts";
import type { MigrationOrder } from "./tool.ts";

/** The comment at the head of a migration, each line after `mark`. */
export function headLines({ report, repair }: MigrationOrder, mark: string): string[] {
  const { tool, database, plan, run } = report;
  const steps = `${plan.steps.length} ${plan.steps.length === 1 ? "step" : "steps"}`;
  return [
    `${tool.name} ${tool.version}: ${repair === null ? "a repair" : `repair ${repair}`} of ${database.path}, ${steps}, run ${run.id}.`,
    proofSentence(report),
    "The statements are those of the rehearsal, word for word: what is edited here is not what was proven.",
  ].map((line) => `${mark} ${plain(line)}`);
}

/** Whether a file was written for this repair. */
export function isOf(text: string, repair: string): boolean {
  return text.split("\n", 1)[0]?.includes(`: repair ${repair} of `) ?? false;
}

/** What the program does to another database than the one it was proven on, as a paragraph for a README. */
export const elsewhere =
  "On a database whose schema is the repaired one already, such as a new one, it does nothing. On one that has drifted in another way it fails, and changes nothing.";

/** Type annotations where the language has them. */
export function annotations({ typescript }: Language): (text: string) => string {
  return (text) => (typescript ? text : "");
}

/** Both directions as data. */
export function worksOf({ up, down, schemas }: Migration, language: Language): string {
  const typed = annotations(language);
  const named = new Map([[schemas.before, "otherThanBefore"]]);
  if (schemas.after !== null) named.set(schemas.after, "otherThanAfter");
  const constants = [...named].map(([query, name]) => `const ${name} = ${templateOf(query)};`);
  return [
    "// What is not as the schema was before the repair, and as the rehearsal left it.",
    ...constants,
    `const repair${typed(": Work")} = ${workOf(up, named)};`,
    `const rollback${typed(": Work")} = ${workOf(down, named)};`,
  ].join("\n\n");
}

type Named = ReadonlyMap<string, string>;

function workOf({ before, passages, done }: Direction, named: Named): string {
  const lines = (acts: readonly Act[]): string[] => acts.flatMap((act) => actLines(act, named));
  return [
    "{",
    ...(done === null
      ? ["  done: null,"]
      : ["  // Where all of this holds, it was done already.", "  done: [", ...lines(done), "  ],"]),
    "  acts: [",
    "    // What must hold before anything is done.",
    ...lines(before),
    ...passages.flatMap(({ title, acts }) => [`    // ${plain(title)}`, ...lines(acts)]),
    "  ],",
    "}",
  ].join("\n");
}

// The lines of a statement are not moved to the right: that would change its text.
function actLines(act: Act, named: Named): string[] {
  if (typeof act === "string") return [`    ${templateOf(act)},`];
  const query = named.get(act.query) ?? templateOf(act.query);
  return ["    {", `      what: ${templateOf(act.what)},`, `      none: ${query},`, "    },"];
}

/** The code that does a work on one connection of any driver. */
export function workerOf(language: Language): string {
  const typed = annotations(language);
  const types = [
    "interface Question { what: string; none: string }",
    "interface Work { done: Question[] | null; acts: (string | Question)[] }",
    "interface Connection {\n  run(sql: string): Promise<unknown>;\n  rows(sql: string): Promise<Record<string, unknown>[]>;\n}",
  ];
  return `${language.typescript ? `${types.join("\n\n")}\n\n` : ""}// One transaction, with foreign keys off: SQLite does not switch them inside one, and while they are on, DROP TABLE
// deletes the rows first, and with them those that point at them. https://www.sqlite.org/foreignkeys.html#fk_schemacommands
async function perform(connection${typed(": Connection")}, work${typed(": Work")})${typed(": Promise<void>")} {
  const enforced = await numberOf(connection, "PRAGMA foreign_keys");
  await connection.run("PRAGMA foreign_keys = OFF");
  if ((await numberOf(connection, "PRAGMA foreign_keys")) !== 0)
    throw new Error(
      "Nothing was changed: foreign keys are on, and SQLite does not switch them off inside a transaction. " +
        "Run this migration outside of one.",
    );
  try {
    await connection.run("BEGIN IMMEDIATE");
    try {
      if (!(await isDone(connection, work.done))) for (const act of work.acts) await runOrAsk(connection, act);
      await connection.run("COMMIT");
    } catch (error) {
      // SQLite ends the transaction itself for some errors.
      await connection.run("ROLLBACK").catch(() => undefined);
      await connection.run("PRAGMA ignore_check_constraints = OFF");
      throw error;
    }
  } finally {
    if (enforced !== 0) await connection.run("PRAGMA foreign_keys = ON");
  }
}

async function runOrAsk(connection${typed(": Connection")}, act${typed(": string | Question")})${typed(": Promise<void>")} {
  if (typeof act === "string") {
    await connection.run(act);
    return;
  }
  const rows = await numberOf(connection, \`SELECT count(*) FROM (\${act.none}\\n)\`);
  if (rows === 0) return;
  const query = act.none.length > 500 ? "" : \`: \${act.none}\`;
  throw new Error(
    \`Nothing was changed. It does not hold that \${act.what} (\${rows} \${rows === 1 ? "row" : "rows"}\${query})\`,
  );
}

// A process that was killed after COMMIT and before the migration was entered as run runs it again.
async function isDone(connection${typed(": Connection")}, questions${typed(": Question[] | null")})${typed(": Promise<boolean>")} {
  if (questions === null) return false;
  for (const { none } of questions) {
    if ((await numberOf(connection, \`SELECT count(*) FROM (\${none}\\n)\`)) > 0) return false;
  }
  return true;
}

async function numberOf(connection${typed(": Connection")}, query${typed(": string")})${typed(": Promise<number>")} {
  const [row = {}] = await connection.rows(query);
  return Number(Object.values(row)[0]);
}`;
}
