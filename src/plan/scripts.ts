import { guarded, noteGuard } from "./guarded-script.ts";
import type { Plan, Step } from "./plan.ts";
import { runnable } from "./planner.ts";
import { guardsOf, repairWork, rollbackWork, type WorkOptions } from "./work.ts";

/** The scripts of a repair for the sqlite3 shell, by file name. */
export interface Scripts {
  readonly "repair.sql": string;
  readonly "rollback.sql": string;
  readonly "validate-before.sql": string;
  readonly "validate-after.sql": string;
}

/**
 * Writes a plan as scripts that run in the sqlite3 shell 3.40 or newer. Steps that need leave stand in them as comments,
 * and a repair that is not proven takes itself back.
 */
export function renderScripts(plan: Plan, options: WorkOptions): Scripts {
  const run = runnable(plan.steps, options.allowDestructive);
  return {
    "repair.sql": guarded({
      title: "Repair. Run it with: sqlite3 your.db < repair.sql",
      body: plan.steps.map((step) => repairText(step, run.includes(step))),
      ...repairWork(plan, options),
    }),
    "rollback.sql": rollbackScript(plan, options),
    "validate-before.sql": questions(
      "A row means that the repair must not run: it would fail, and change nothing.",
      run,
      "preconditions",
    ),
    "validate-after.sql": questions("A row means that the repair did not do its work.", run, "validations"),
  };
}

/** The script that takes a plan back; `preconditions` are asked besides its own. */
export function rollbackScript(
  plan: Plan,
  { preconditions = [], ...options }: WorkOptions & { readonly preconditions?: readonly string[] },
): string {
  const work = rollbackWork(plan, options);
  return guarded({
    title: "Rollback. Run it with: sqlite3 your.db < rollback.sql",
    body: runnable(plan.steps, options.allowDestructive).map(rollbackText).reverse(),
    ...work,
    preconditions,
  });
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
