import type Database from "better-sqlite3";
import type { Survival, SurvivingColumn } from "../plan/plan.ts";
import type { ProofCheck } from "../plan/proof.ts";
import type { RepairRecord } from "../plan/repair-record.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import type { StoredText } from "../schema/stored.ts";
import { rowidName } from "../sql/identity.ts";
import { quoteName } from "../sql/quote.ts";
import { askIntegrity } from "./ask-integrity.ts";
import { compareRows } from "./compare-rows.ts";
import { differing, storedTexts } from "./compare-schema.ts";
import { violations } from "./foreign-keys.ts";
import { introspect } from "./introspect.ts";
import { many, verdict } from "./proof-check.ts";
import { reachableChildren } from "./reach.ts";
import { countRows } from "./run-plan.ts";

/** What the checks of a rollback look at: the copy after it, and the content of today. */
export interface TakenBack {
  readonly record: RepairRecord;
  readonly today: Schema;
  readonly connection: Database.Database;
  readonly original: Database.Database;
  readonly shadowFile: string;
}

/** The old schema is back, and every row and value of today that it can hold is in it. */
export function checkWayBack(taken: TakenBack): ProofCheck[] {
  const { original, shadowFile, connection } = taken;
  const back = introspect(connection);
  original.prepare("ATTACH ? AS shadow").run(shadowFile);
  try {
    return [
      schemaIsBack(taken),
      othersStay(taken),
      rowsStay(taken, back),
      integrity(taken),
      foreignKeys(taken, back),
      nothingNewlyBroken(taken, back),
    ];
  } finally {
    original.exec("DETACH shadow");
  }
}

const keyOf = ({ type, name }: StoredText): string => `${type} ${foldName(name)}`;

function schemaIsBack({ record, connection }: TakenBack): ProofCheck {
  const touched = touchedBy(record);
  const own = (objects: readonly StoredText[]): StoredText[] =>
    objects.filter((one) => touched.has(keyOf(one)));
  const wrong = differing(own(record.before.objects), own(storedTexts(connection)));
  return verdict(
    "the old schema is back",
    wrong,
    `as before the repair: ${many(own(record.before.objects).length, "object")}`,
  );
}

/** The objects that the repair made, changed or dropped, the doctor's own aside. */
function touchedBy({ before, after }: RepairRecord): ReadonlySet<string> {
  const texts = (objects: readonly StoredText[]): Map<string, string> =>
    new Map(objects.map((object) => [keyOf(object), object.sql]));
  const [old, now] = [texts(before.objects), texts(after.objects)];
  const all = [...before.objects, ...after.objects].filter((object) => !isOwn(object)).map(keyOf);
  return new Set(all.filter((key) => old.get(key) !== now.get(key)));
}

const isOwn = ({ name, table }: StoredText): boolean => /^_doctor_/i.test(name) || /^_doctor_/i.test(table);

/** Everything that the repair did not make or change is there, word for word. */
function othersStay({ record, connection, original }: TakenBack): ProofCheck {
  const touched = touchedBy(record);
  const now = new Map(storedTexts(connection).map((object) => [keyOf(object), object.sql]));
  const others = storedTexts(original).filter((object) => !touched.has(keyOf(object)) && !isOwn(object));
  const lost = others.filter((object) => now.get(keyOf(object)) !== object.sql);
  return verdict(
    "objects not concerned",
    lost.map(({ type, name }) => `${type} ${name}`),
    `${many(others.length, "object")}: text-identical`,
  );
}

function rowsStay({ record, today, original }: TakenBack, back: Schema): ProofCheck {
  const survivals = [...record.survivals.map(inverse), ...children(record, today, back)];
  const found = survivals.map((survival) => compareRows(original, survival));
  const lost = found.filter(({ differing: rows }) => rows > 0);
  const rows = found.reduce((sum, table) => sum + table.rows, 0);
  return verdict(
    "rows and values of today",
    lost.map(({ table, rows: all, differing: wrong }) => `${table}: ${wrong} of ${all} rows differ`),
    `${many(found.length, "table")}, ${many(rows, "row")}: all there with what was written since`,
  );
}

/** From the table of today to the old one; values that were filled or converted come back from the undo log. */
function inverse({ from, to, columns, rowid, leaving, arrived }: Survival): Survival {
  return {
    // What left the table comes back, what the repair wrote into it may go.
    ...(leaving === undefined && arrived === undefined ? {} : { arriving: "any" as const }),
    ...(arrived === undefined ? {} : { leaving: arrived }),
    ...{ from: to, to: from },
    columns: columns
      .filter(({ how, unless, putBack }) => how === "same" && (unless === undefined || putBack !== undefined))
      .map((column) => ({ from: column.to, to: column.from, how: "same", ...exceptFor(column) })),
    rowid: rowid === null ? null : { from: rowid.to, to: rowid.from },
  };
}

/** The rows that the undo log knows may get their values back. */
function exceptFor({ putBack }: SurvivingColumn): Pick<SurvivingColumn, "unless"> {
  return putBack === undefined ? {} : { unless: putBack };
}

/** The tables that dropping one of the repair's could have emptied through a foreign key. */
function children({ survivals }: RepairRecord, today: Schema, back: Schema): Survival[] {
  const touched = new Set(survivals.map(({ to }) => foldName(to)));
  const stays = ({ name }: { name: string }): boolean => findNamed(back.tables, name) !== undefined;
  return reachableChildren(today, touched)
    .filter(stays)
    .map((table) => {
      const rowid = rowidName(table);
      return {
        ...{ from: table.name, to: table.name },
        columns: table.columns.map(({ name }) => ({ from: name, to: name, how: "same" })),
        rowid: rowid === null ? null : { from: rowid, to: rowid },
      };
    });
}

function integrity({ record, connection, original }: TakenBack): ProofCheck {
  const known = new Set(askIntegrity(original).complaints);
  const back = new Set(brokenAgain(record).map((table) => `CHECK constraint failed in ${table}`));
  const now = askIntegrity(connection).complaints;
  const fresh = now.filter((line) => !known.has(line) && !back.has(line));
  return verdict("integrity_check", fresh, "nothing new");
}

/** The tables whose mended values get back what a CHECK forbids, as it was there before. */
function brokenAgain({ steps }: RepairRecord): string[] {
  return steps
    .filter(({ rollback }) => rollback.sql.includes("PRAGMA ignore_check_constraints = ON"))
    .flatMap(({ changes }) => changes.map(({ table }) => table));
}

/** How many rows may come back without a parent, as they were found. */
function orphansKept({ steps }: RepairRecord, table: string, original: Database.Database): number {
  const own = steps.filter(({ changes }) =>
    changes.some((change) => change.kind.startsWith("mend-") && sameName(change.table, table)),
  );
  const logs = own.flatMap(({ log, leaving }) => [log?.table ?? [], leaving?.kept ?? []].flat());
  return logs.reduce((rows, log) => rows + countRows(original, `SELECT 1 FROM ${quoteName(log)}`), 0);
}

/** Rows that an old foreign key finds without a parent are no obstacle: SQLite asks when rows are written, not of those that are there. */
function foreignKeys({ record, today, connection, original }: TakenBack, back: Schema): ProofCheck {
  const nowOf = (name: string): string =>
    record.survivals.find(({ from }) => foldName(from) === foldName(name))?.to ?? name;
  const sum = (found: ReadonlyMap<string, number>): number => [...found.values()].reduce((a, b) => a + b, 0);
  const found = back.tables.flatMap((table) => {
    const now = findNamed(today.tables, nowOf(table.name));
    if (!now) return [];
    const [then, known] = [violations(connection, table.name), violations(original, now.name)];
    const name = quoteName(table.name);
    if (then.has("mismatch") && !known.has("mismatch"))
      return [
        { text: `${name}: rows that SQLite cannot check`, isOld: isAsBefore(table.name, record, connection) },
      ];
    const broken = sum(then) - sum(known);
    const more = broken <= orphansKept(record, now.name, original) ? 0 : broken;
    const text = `${name}: ${many(more, "row")} more without a parent`;
    return more > 0 ? [{ text, isOld: now.foreignKeys.length < table.foreignKeys.length }] : [];
  });
  const fresh = found.filter(({ isOld }) => !isOld).map(({ text }) => text);
  const old = found
    .filter(({ isOld }) => isOld)
    .map(({ text }) => `; ${text} under a foreign key that comes back`);
  return verdict(
    "foreign_key_check",
    fresh,
    `${many(back.tables.length, "table")} asked, nothing new${old.join("")}`,
  );
}

/** Whether a table has the text it had before the repair: what its foreign keys lack, they lacked then. */
function isAsBefore(name: string, { before }: RepairRecord, connection: Database.Database): boolean {
  const own = (objects: readonly StoredText[]): StoredText[] =>
    objects.filter((one) => one.type === "table" && sameName(one.name, name));
  const then = own(before.objects);
  return then.length > 0 && differing(then, own(storedTexts(connection))).length === 0;
}

function nothingNewlyBroken({ record, today }: TakenBack, back: Schema): ProofCheck {
  const known = new Map(
    [...today.views, ...today.triggers].map(({ name, broken }) => [foldName(name), broken]),
  );
  const old = new Set(record.before.objects.map(({ name }) => foldName(name)));
  const broken = [...back.views, ...back.triggers].flatMap(({ name, broken: now }) =>
    now !== null && (known.get(foldName(name)) ?? null) === null && !old.has(foldName(name))
      ? [`${name}: ${now}`]
      : [],
  );
  return verdict("views and triggers", broken, "none made since is broken by it");
}
