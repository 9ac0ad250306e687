import { declareTable } from "../schema/declare.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Trigger } from "../schema/schema.ts";
import { auditLog, type RowEvent, rowEvents, type TrailLog, type TrailTrigger } from "../schema/trail.ts";
import { asTrailLog, newAuditLog } from "../sql/trail/log.ts";
import { isLogName, readTrail } from "../sql/trail/read.ts";
import { recordedToday, writtenTrail } from "../sql/trail/written.ts";
import { changesOf } from "./changes.ts";
import type { Evidence } from "./evidence.ts";
import { pairOf } from "./lookup.ts";

/** A declared table that should have a trail, with the events that nothing records. */
export interface Untrailed {
  readonly table: DeclaredTable;
  readonly events: readonly RowEvent[];
  /** Triggers of the doctor's own that are there, with columns they do not record: the table got those later. */
  readonly stale: { readonly triggers: readonly TrailTrigger[]; readonly columns: readonly string[] };
}

/** The declared tables, there or about to be made, of which some event leaves no trace in a log. */
export function untrailedTables(evidence: Evidence): Untrailed[] {
  const { drift } = evidence;
  const trails = trailsOf(evidence);
  const logs = new Set([foldName(auditLog), ...trails.flatMap(({ into }) => into.map(foldName))]);
  const there = drift.pairs.filter(({ actual }) => actual.role === "application");
  const missing = changesOf(drift, "create-table");
  const known = new Set([...there, ...missing].map(({ declared }) => foldName(declared.name)));
  return evidence.declared.tables
    .filter(({ name, lookup }) => known.has(foldName(name)) && lookup === undefined)
    .filter(({ name }) => !logs.has(foldName(name)) && !/audit/i.test(name))
    .filter(({ name }) => evidence.conventions.has("auditTrail", name))
    .map((table) => {
      const now = pairOf(evidence, table.name)?.actual.name ?? table.name;
      const recorded = trails.filter(({ on }) => sameName(on, now) || sameName(on, table.name));
      const events = rowEvents.filter((event) => !recorded.some((trail) => trail.event === event));
      return { table, events, stale: staleOn(table.name, evidence) };
    })
    .filter(({ events, stale }) => events.length > 0 || stale.triggers.length > 0);
}

function staleOn(table: string, evidence: Evidence): Untrailed["stale"] {
  const { actual, declared } = evidence;
  const today = findNamed(actual.tables, pairOf(evidence, table)?.actual.name ?? "");
  if (!today) return { triggers: [], columns: [] };
  const { columns } = recordedToday(today);
  const triggers = actual.triggers
    .filter((trigger) => sameName(trigger.table, today.name) && !findNamed(declared.triggers, trigger.name))
    .flatMap((trigger) => writtenTrail(trigger, today, actual) ?? [])
    .filter((written) => written.columns.length < columns.length);
  const left = columns.filter((column) => triggers.some((written) => !written.columns.includes(column)));
  return { triggers, columns: left };
}

/** A trigger that writes into a log. */
interface Trail {
  readonly on: string;
  readonly event: RowEvent;
  /** The logs, as it calls them. */
  readonly into: readonly string[];
}

/** Those that work today, and those declared: another rule sees to it that they are made. */
function trailsOf({ declared, actual }: Evidence): Trail[] {
  const working = actual.triggers.filter(
    ({ broken, name }) => broken === null && !findNamed(declared.triggers, name),
  );
  return [...working, ...declared.triggers].flatMap((trigger) => trailOf(trigger) ?? []);
}

function trailOf({ table, sql }: Trigger): Trail | null {
  const read = readTrail(sql);
  const into = (read?.into ?? []).filter((name) => isLogName(name) && !sameName(name, table));
  return read && into.length > 0 ? { on: table, event: read.event, into } : null;
}

/** Whether a trigger belongs to the convention: it writes into its log. */
export function isTrailTrigger({ sql }: Pick<Trigger, "sql">): boolean {
  return readTrail(sql)?.into.some((name) => sameName(name, auditLog)) ?? false;
}

/** The log to write to, with the declaration to make it from where it is not there; or why there cannot be one. */
export type LogChoice =
  | { readonly log: TrailLog; readonly create: DeclaredTable | null }
  | { readonly log: null /** A sentence. */; readonly why: string };

/** The table audit_logs of model and database if it can take entries, else a new one if the name is free. */
export function chooseLog(evidence: Evidence): LogChoice {
  const { declared, actual } = evidence;
  const stated = findNamed(declared.tables, auditLog);
  const today = pairOf(evidence, auditLog)?.actual ?? findNamed(actual.tables, auditLog) ?? null;
  const other = findNamed([...actual.views, ...actual.virtualTables, ...declared.views], auditLog);
  if (other) return refused("is no ordinary table");
  const forms = [...(today ? [declareTable(today)] : []), ...(stated ? [stated] : [])];
  const waiting =
    stated && changesOf(evidence.drift, "add-column").some(({ table }) => sameName(table, auditLog));
  // What the model adds to it is there when the triggers are.
  const judged = (waiting ? forms.slice(1) : forms).map((form) => asTrailLog(form, today));
  const bad = judged.find((form) => "why" in form);
  if (bad && "why" in bad) return refused(bad.why);
  const busy = actual.triggers.some(
    ({ table, sql }) => sameName(table, auditLog) && readTrail(sql)?.event === "insert",
  );
  if (busy) return refused("has a trigger of its own for what is inserted");
  const [log] = judged.filter((form): form is TrailLog => !("why" in form));
  if (log) return { log, create: null };
  const made = asTrailLog(newAuditLog, null);
  return "why" in made ? refused(made.why) : { log: made, create: newAuditLog };
}

function refused(why: string): LogChoice {
  return { log: null, why: `The table ${auditLog} cannot take the entries: it ${why}.` };
}
