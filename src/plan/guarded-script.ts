import { quoteName, quoteText } from "../sql/quote.ts";
import type { Guard, Work } from "./work.ts";

/** A script: the work in words and statements, and what must hold for it to stay. */
export interface Script extends Work {
  readonly title: string;
  readonly body: readonly string[];
  /** Asked before those of the tasks. */
  readonly preconditions?: readonly string[];
}

/**
 * One transaction between two guards. A statement that fails does not end the shell unless .bail is on, and a ROLLBACK in
 * the middle would let the rest run on its own; so what must hold is only written down on the way, and the last statements
 * before COMMIT roll everything back when something does not.
 */
export function guarded(script: Script): string {
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
    ...guardsAtTheEnd(script),
    "COMMIT;",
    "",
  ].join("\n");
}

/** What must hold after the steps is known only before them: rows that stand in the way, numbers of rows, names. */
function noteFacts({ tasks, survivals, preconditions: first = [] }: Script): string[] {
  const preconditions = [...first, ...tasks.flatMap((task) => task.preconditions)];
  const unmet = preconditions.map((query, i) => noteGuard({ what: `precondition ${i + 1}`, query }));
  const counts = survivals.map(({ from, leaving, arriving: any = 0 }, i) => {
    const arriving = any === "any" ? 0 : any;
    const stays = leaving === undefined ? "" : ` WHERE (${leaving}) IS NOT TRUE`;
    return `INSERT INTO _doctor_facts SELECT 'rows ${i + 1}', count(*)${arriving === 0 ? "" : ` + ${arriving}`} FROM ${quoteName(from)}${stays};`;
  });
  const names =
    "INSERT INTO _doctor_objects SELECT type, name, tbl_name FROM sqlite_schema WHERE sql IS NOT NULL;";
  return [...unmet, ...counts, names];
}

/** The answer is written down for the end; with .bail the script stops here. */
export function noteGuard({ what, query }: Guard): string {
  const name = quoteText(what);
  return (
    `INSERT INTO _doctor_facts SELECT ${name}, count(*) FROM (${query});\n` +
    `INSERT INTO _doctor_guard SELECT ${name}, n = 0 FROM _doctor_facts WHERE what = ${name};`
  );
}

function guardsAtTheEnd(script: Script): string[] {
  const { tasks, survivals, gone, goneTables, indexesMayGo, unproven } = script;
  const preconditions = [...(script.preconditions ?? []), ...tasks.flatMap((task) => task.preconditions)];
  const guards = tasks.flatMap((task) => task.guards);
  const validations = tasks.flatMap((task) => task.validations);
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
    ...guards.map(({ what }) => holds(what, `${fact(what)} = 0`)),
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
