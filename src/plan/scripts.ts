import type { Change } from "../diff/change.ts";
import { quoteName, quoteText } from "../sql/quote.ts";
import type { Plan, Step, Survival } from "./plan.ts";
import { runnable } from "./planner.ts";

/** The scripts of a repair for the sqlite3 shell, by file name. */
export interface Scripts {
  readonly "repair.sql": string;
  readonly "rollback.sql": string;
  readonly "validate-before.sql": string;
  readonly "validate-after.sql": string;
}

/** How a plan is to be written out. */
export interface ScriptOptions {
  readonly allowDestructive: boolean;
  /** What the rehearsal could not show of the plan, rows that stand in the way aside; absent or empty when it is proven. */
  readonly unproven?: readonly string[];
}

/**
 * Writes a plan as scripts that run in the sqlite3 shell 3.40 or newer. Steps that need leave stand in them as comments,
 * and a repair that is not proven takes itself back.
 */
export function renderScripts(plan: Plan, { allowDestructive, unproven = [] }: ScriptOptions): Scripts {
  const run = runnable(plan.steps, allowDestructive);
  const back = [...run].reverse();
  return {
    "repair.sql": guarded({
      title: "Repair. Run it with: sqlite3 your.db < repair.sql",
      preconditions: run.flatMap((step) => step.preconditions),
      body: plan.steps.map((step) => repairText(step, run.includes(step))),
      validations: run.flatMap((step) => step.validations),
      survivals: plan.survivals,
      gone: run.flatMap((step) => step.changes.flatMap(goneNames)),
      goneTables: run.flatMap((step) => step.changes.flatMap(goneTables)),
      unproven,
      indexesMayGo: run.some((step) => step.changes.some(({ kind }) => kind === "drop-column")),
    }),
    "rollback.sql": guarded({
      title: "Rollback. Run it with: sqlite3 your.db < rollback.sql",
      preconditions: [],
      body: back.map(rollbackText),
      validations: [],
      survivals: plan.survivals.map(({ from, to, ...rest }) => ({ ...rest, from: to, to: from })),
      gone: null,
      goneTables: [],
      unproven: [],
      indexesMayGo: true,
    }),
    "validate-before.sql": questions(
      "A row means that the repair must not run: it would fail, and change nothing.",
      run,
      "preconditions",
    ),
    "validate-after.sql": questions("A row means that the repair did not do its work.", run, "validations"),
  };
}

interface Script {
  readonly title: string;
  readonly preconditions: readonly string[];
  readonly body: readonly string[];
  readonly validations: readonly string[];
  readonly survivals: readonly Survival[];
  /** Names that may be missing afterwards; null when that is not checked. */
  readonly gone: readonly string[] | null;
  /** Tables that go with everything on them. */
  readonly goneTables: readonly string[];
  readonly unproven: readonly string[];
  /** Whether indexes may go with the columns they are on. */
  readonly indexesMayGo: boolean;
}

/**
 * One transaction between two guards. A statement that fails does not end the shell unless .bail is on, and a ROLLBACK in
 * the middle would let the rest run on its own; so what must hold is only written down on the way, and the last statements
 * before COMMIT roll everything back when something does not.
 */
function guarded(script: Script): string {
  return [
    `-- ${script.title}`,
    "-- Needs SQLite 3.40 or newer. Not inside a transaction and not by a migration runner that opens one:",
    "-- PRAGMA foreign_keys does nothing there, and a rebuild would delete the rows of child tables.",
    ".bail on",
    "PRAGMA foreign_keys = OFF;",
    "PRAGMA legacy_alter_table = OFF;",
    "CREATE TEMP TABLE _doctor_guard (what TEXT NOT NULL, holds INTEGER NOT NULL CHECK (holds));",
    "CREATE TEMP TABLE _doctor_facts (what TEXT NOT NULL, n INTEGER NOT NULL);",
    "CREATE TEMP TABLE _doctor_objects (type TEXT NOT NULL, name TEXT NOT NULL, tbl TEXT NOT NULL);",
    `INSERT INTO _doctor_guard SELECT ${quoteText("foreign keys are off")}, foreign_keys = 0 FROM pragma_foreign_keys;`,
    "",
    "BEGIN IMMEDIATE;",
    ...noteFacts(script),
    "",
    ...script.body.flatMap((text) => [text, ""]),
    ...guards(script),
    "COMMIT;",
    "",
  ].join("\n");
}

/** What must hold after the steps is known only before them: rows that stand in the way, numbers of rows, names. */
function noteFacts({ preconditions, survivals }: Script): string[] {
  const unmet = preconditions.map(
    (query, i) =>
      `INSERT INTO _doctor_facts SELECT 'precondition ${i + 1}', count(*) FROM (${query});\n` +
      `INSERT INTO _doctor_guard SELECT 'precondition ${i + 1}', n = 0 FROM _doctor_facts WHERE what = 'precondition ${i + 1}';`,
  );
  const counts = survivals.map(
    ({ from }, i) => `INSERT INTO _doctor_facts SELECT 'rows ${i + 1}', count(*) FROM ${quoteName(from)};`,
  );
  const names =
    "INSERT INTO _doctor_objects SELECT type, name, tbl_name FROM sqlite_schema WHERE sql IS NOT NULL;";
  return [...unmet, ...counts, names];
}

function guards(script: Script): string[] {
  const { preconditions, validations, survivals, gone, goneTables, indexesMayGo, unproven } = script;
  const holds = (what: string, condition: string): string =>
    `INSERT OR ROLLBACK INTO _doctor_guard SELECT ${quoteText(what)}, ${condition};`;
  const fact = (what: string): string =>
    `coalesce((SELECT n FROM _doctor_facts WHERE what = ${quoteText(what)}), -1)`;
  const notIn = (column: string, names: readonly string[]): string =>
    names.length === 0 ? "" : ` AND b.${column} COLLATE NOCASE NOT IN (${names.map(quoteText).join(", ")})`;
  const isGone = notIn("name", gone ?? []) + notIn("tbl", goneTables);
  return [
    "-- Guards: the first that does not hold rolls everything back.",
    ...(unproven.length === 0
      ? []
      : [
          "-- The rehearsal on a copy failed, so that this repair must not stay:",
          holds(unproven.join(", "), "0"),
        ]),
    holds("foreign keys are off", "(SELECT foreign_keys FROM pragma_foreign_keys) = 0"),
    ...preconditions.map((_, i) => holds(`precondition ${i + 1}`, `${fact(`precondition ${i + 1}`)} = 0`)),
    ...survivals.map(({ to }, i) =>
      holds(`number of rows in ${to}`, `(SELECT count(*) FROM ${quoteName(to)}) = ${fact(`rows ${i + 1}`)}`),
    ),
    ...validations.map((query, i) => holds(`validation ${i + 1}`, `NOT EXISTS (${query})`)),
    holds(
      "no holding table is left",
      "NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name GLOB '_doctor_hold_*' " +
        "AND name NOT IN (SELECT name FROM _doctor_objects))",
    ),
    ...(gone === null
      ? []
      : [
          holds(
            "every object is still there",
            "NOT EXISTS (SELECT 1 FROM _doctor_objects AS b WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema AS s " +
              `WHERE s.type = b.type AND s.name = b.name COLLATE NOCASE)${isGone}${indexesMayGo ? " AND b.type <> 'index'" : ""})`,
          ),
        ]),
  ];
}

/** What a change takes away, or gives another name. */
function goneNames(change: Change): string[] {
  switch (change.kind) {
    case "rename-table":
      return [change.from];
    case "drop-index":
      return [change.actual.name];
    default:
      return [];
  }
}

function goneTables(change: Change): string[] {
  return change.kind === "drop-table" ? [change.table] : [];
}

function repairText(step: Step, runs: boolean): string {
  const text = [`-- ${step.id}: ${oneLine(step.comment)}`, ...step.sql.map(statement)].join("\n");
  if (runs) return text;
  const why = "-- Loses data: planned with --allow-destructive only, which writes it out for real.";
  return [why, ...text.split("\n").map((line) => (line.startsWith("--") ? line : `-- ${line}`))].join("\n");
}

function rollbackText({ id, comment, rollback }: Step): string {
  const note = rollback.note === "" ? [] : [`-- ${rollback.kind}: ${oneLine(rollback.note)}`];
  return [`-- takes back ${id}: ${oneLine(comment)}`, ...note, ...rollback.sql.map(statement)].join("\n");
}

/** A stored text may end in a line comment, which would swallow the semicolon. */
function statement(sql: string): string {
  const last = sql.slice(sql.lastIndexOf("\n") + 1);
  return last.includes("--") ? `${sql}\n;` : `${sql};`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

function questions(title: string, steps: readonly Step[], kind: "preconditions" | "validations"): string {
  const asked = steps.flatMap((step) =>
    step[kind].length === 0
      ? []
      : [`-- ${step.id}: ${oneLine(step.comment)}`, ...step[kind].map(statement), ""],
  );
  return [`-- ${title}`, ".bail on", "", ...(asked.length === 0 ? ["-- Nothing to ask.", ""] : asked)].join(
    "\n",
  );
}
