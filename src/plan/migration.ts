import type { Schema } from "../schema/schema.ts";
import type { SchemaState, StoredText } from "../schema/stored.ts";
import { isCheckable } from "./parent-keys.ts";
import type { Plan } from "./plan.ts";
import { runnable } from "./planner.ts";
import { factsBefore, questionsAfter } from "./script-facts.ts";
import { rollbackScript } from "./scripts.ts";
import { type Affected, affectedBy, unlike } from "./stored-question.ts";
import { type Guard, repairWork, rollbackWork, type Task, type Work, type WorkOptions } from "./work.ts";

/** One thing a migration does: a statement that runs, or a question that stops it. */
export type Act = string | Guard;

/** Acts that belong together, with a title for the one who reads them. */
export interface Passage {
  readonly title: string;
  readonly acts: readonly Act[];
}

/** One direction of a migration, to be done in one transaction. */
export interface Direction {
  /** What must hold before anything is done. */
  readonly before: readonly Guard[];
  /** Everything else, in order. */
  readonly passages: readonly Passage[];
  /** When all of this holds the work is done already; null when that cannot be told. */
  readonly done: readonly Guard[] | null;
  /** Whether foreign keys must be off: it drops tables or writes rows, which would set off what they do. */
  readonly withoutForeignKeys: boolean;
}

/** A plan as other tools run it: the statements of its proof, between questions that make the tool roll back. */
export interface Migration {
  readonly up: Direction;
  readonly down: Direction;
  /** The way back for the sqlite3 shell. */
  readonly downScript: string;
  /** The questions that return no row on the schema of before and on that of after, which stand in it several times. */
  readonly schemas: { readonly before: string; readonly after: string | null };
}

/** What a migration is made from. */
export interface MigrationInput extends WorkOptions {
  readonly plan: Plan;
  readonly actual: Schema;
  /** The schema before the plan and, where a rehearsal came to its end, after it. */
  readonly states: { readonly before: SchemaState; readonly after: SchemaState | null };
  /** The tables whose foreign keys the plan may break, by their names before and after it. */
  readonly checked: readonly { readonly from: string; readonly to: string }[];
}

/** Writes a plan as acts. Nothing of it is new but the questions: they are those of the scripts and of `--apply`. */
export function migrationOf(input: MigrationInput): Migration {
  const { plan, states, allowDestructive, actual } = input;
  const [before, after] = [states.before.objects, states.after?.objects ?? null];
  const affected = affectedBy(runnable(plan.steps, allowDestructive), plan.survivals, before, after);
  const checked = input.checked.filter(({ from }) => isCheckable(from, actual));
  const back = checked.map(({ from, to }) => ({ from: to, to: from }));
  const isSame = after !== null && sameTexts(before.filter(isTheirs), after.filter(isTheirs));
  const repaired = after && {
    what: "the schema is as it is after the repair, what the repair keeps beside it aside",
    query: unlike(after.filter(isTheirs), theirs(affected)),
  };
  const repair = repairWork(plan, input);
  const rollback = rollbackWork(plan, input);
  const found = after === null ? [] : [unlike(after, affected)];
  return {
    schemas: { before: unlike(before, affected), after: after && unlike(after, affected) },
    downScript: rollbackScript(plan, { ...input, preconditions: found }),
    up: direction(repair, {
      ...{ affected, found: before, left: after, checked },
      done: upDone(repair, repaired, isSame),
    }),
    down: direction(rollback, {
      ...{ affected, found: after, left: before, checked: back },
      done: after === null || isSame ? null : [{ what: wasBefore, query: unlike(before, affected) }],
    }),
  };
}

const wasBefore = "the schema is as it was before the repair";

/** Whether an object is the application's: what the doctor keeps in a database says nothing of its schema. */
const isTheirs = ({ table }: StoredText): boolean => !/^_doctor_/i.test(table);

function theirs({ tables, objects }: Affected): Affected {
  const isTheirName = (name: string): boolean => !/^(?:\w+ )?_doctor_/.test(name);
  return {
    tables: new Set([...tables].filter(isTheirName)),
    objects: new Set([...objects].filter(isTheirName)),
  };
}

function sameTexts(some: readonly StoredText[], others: readonly StoredText[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** A process may be killed before a tool enters what it did, and a new database needs no repair. Where the schema itself does not tell, each step must have a question of its own. */
function upDone({ tasks }: Work, repaired: Guard | null, isSame: boolean): Guard[] | null {
  if (repaired === null || (isSame && tasks.some(({ validations }) => validations.length === 0))) return null;
  return [repaired, ...tasks.flatMap((task) => asksOf(task, "validations"))];
}

interface Sides {
  readonly affected: Affected;
  readonly found: readonly StoredText[] | null;
  readonly left: readonly StoredText[] | null;
  readonly checked: MigrationInput["checked"];
  readonly done: readonly Guard[] | null;
}

function direction(work: Work, { affected, found, left, checked, done }: Sides): Direction {
  const { tasks, unproven } = work;
  const isLeft = left && {
    what: "the schema is the one that the rehearsal ended with",
    query: unlike(left, affected),
  };
  const after = questionsAfter(work, checked);
  return {
    before: [
      ...unproven.map((what) => ({ what: `the rehearsal on a copy shows: ${what}`, query: "SELECT 1" })),
      ...tasks.filter(({ possible }) => !possible).map(impossible),
      ...(found === null
        ? []
        : [{ what: `${tablesOf(found, affected)} as this was proven on`, query: unlike(found, affected) }]),
      ...tasks.flatMap((task) => asksOf(task, "preconditions")),
    ],
    passages: [
      { title: "What must be the same afterwards.", acts: factsBefore(work, checked) },
      ...tasks.map(passage),
      {
        title: "What must hold for it to stay.",
        acts: [...after.asks, ...(isLeft ? [isLeft] : []), ...after.tidy],
      },
    ],
    done,
    withoutForeignKeys: tasks.some(({ sql }) => sql.some((statement) => !harmless.test(statement))),
  };
}

/** Makes or drops what has no rows of its own; a column with REFERENCES and a default is refused while foreign keys are on. */
const harmless =
  /^(?:CREATE (?:UNIQUE )?INDEX|CREATE VIEW|CREATE TRIGGER|CREATE TABLE|DROP (?:INDEX|VIEW|TRIGGER)|ALTER TABLE "(?:[^"]|"")+" ADD COLUMN (?!.*\bREFERENCES\b))\b/is;

function impossible({ id, note }: Task): Guard {
  return { what: `${id} can be taken back: ${note}`, query: "SELECT 1" };
}

function passage({ id, comment, note, guards, sql }: Task): Passage {
  return {
    title: [`${id}: ${comment}`, ...(note === "" ? [] : [note])].join(" "),
    acts: [...guards, ...sql],
  };
}

function asksOf(task: Task, kind: "preconditions" | "validations"): Guard[] {
  const word = kind === "preconditions" ? "precondition" : "validation";
  return task[kind].map((query, i) => ({ what: `${word} ${i + 1} of ${task.id}`, query }));
}

function tablesOf(found: readonly StoredText[], { tables }: Affected): string {
  const names = found.filter(
    ({ type, name }) => (type === "table" || type === "view") && tables.has(name.toLowerCase()),
  );
  return names.length === 0
    ? "the schema is"
    : `${names.map(({ name }) => name).join(", ")} and what belongs to them are`;
}
