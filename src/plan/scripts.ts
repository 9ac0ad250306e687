import type { Change } from "../diff/change.ts";
import { sameName } from "../schema/names.ts";
import { quoteText } from "../sql/quote.ts";
import { isWord, nameOf, tokenize } from "../sql/tokens.ts";
import { type Guard, guarded, noteGuard } from "./guarded-script.ts";
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
      guards: run.flatMap(guardsOf),
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
      preconditions: run.flatMap((step) => strangers(step, plan)),
      guards: [],
      body: back.map(rollbackText),
      validations: [],
      survivals: plan.survivals
        .filter(keepsRows)
        .map(({ from, to, ...rest }) => ({ ...rest, from: to, to: from })),
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

/** Triggers of a mended table that nobody knew when the script was written: they would fire when values are put back. */
function strangers(step: Step, { steps, survivals }: Plan): string[] {
  if (step.rebuilds || !(step.mends || step.leaving)) return [];
  const dropped = step.sql
    .map(tokenize)
    .filter(([first, second]) => isWord(first, "DROP") && isWord(second, "TRIGGER"));
  const names = [
    ...dropped.flatMap((tokens) => tokens.slice(-1).map(nameOf)),
    ...steps.flatMap(({ changes }) => changes.flatMap(triggersOf)),
  ];
  const table =
    survivals.find(({ to }) => step.changes.some((change) => sameName(change.table, to)))?.to ?? "";
  return [
    `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ${quoteText(table)} COLLATE NOCASE ` +
      `AND name COLLATE NOCASE NOT IN (${names.map(quoteText).join(", ")})`,
  ];
}

function triggersOf(change: Change): string[] {
  if (change.kind === "create-trigger" || change.kind === "replace-trigger") return [change.table];
  return change.kind === "create-trail" ? change.triggers.map(({ name }) => name) : [];
}

/** A table whose rows are the same in number after the plan, and so after its rollback. */
const keepsRows = ({ leaving, arriving }: Survival): boolean =>
  leaving === undefined && arriving === undefined;

function guardsOf({ id, guards = [] }: Step): Guard[] {
  return guards.map((query, i) => ({ what: `guard ${i + 1} of ${id}`, query }));
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
  const asked = guardsOf(step).map(noteGuard);
  const text = [`-- ${step.id}: ${oneLine(step.comment)}`, ...asked, ...step.sql.map(statement)].join("\n");
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
