import type { Database } from "better-sqlite3";
import { quoteName, quoteNames } from "../sql/quote.ts";
import { isOperator, isWord, tokenize } from "../sql/tokens.ts";
import type { Catalogue, StoredObject } from "./catalogue.ts";
import { complaintOf } from "./complaint.ts";

type Event = "INSERT" | "UPDATE" | "DELETE";

/** A trigger's event and the part of its text that follows the table's name. */
interface Parsed {
  readonly event: Event;
  readonly rest: string;
}

/** What SQLite says of the triggers that do not compile, by name. */
export function complaintsOfTriggers(
  connection: Database,
  triggers: readonly StoredObject[],
  catalogue: Catalogue,
): Map<string, string> {
  const complaints = new Map<string, string>();
  const sound = new Map<string, boolean>();
  for (const { name, tbl_name, sql } of triggers) {
    const parsed = parseTrigger(sql ?? "");
    if (!parsed) continue;
    const columns = columnsOf(connection, tbl_name, catalogue);
    if (typeof columns === "string") complaints.set(name, columns);
    else {
      const key = `${parsed.event} ${tbl_name}`;
      const all =
        sound.get(key) ??
        complaintOf(connection, fire(parsed.event, `main.${quoteName(tbl_name)}`, columns)) === null;
      sound.set(key, all);
      const complaint = all ? null : complaintAlone(connection, parsed, columns);
      if (complaint !== null) complaints.set(name, complaint);
    }
  }
  return complaints;
}

/** The columns a statement can write to, or SQLite's message when a view does not prepare. */
function columnsOf(connection: Database, table: string, catalogue: Catalogue): readonly string[] | string {
  const rows = catalogue.columns.of(table);
  if (rows.length > 0) return rows.filter((row) => row.hidden === 0).map((row) => row.name);
  const select = `SELECT * FROM main.${quoteName(table)}`;
  const complaint = complaintOf(connection, select);
  return (
    complaint ??
    connection
      .prepare(select)
      .columns()
      .map((column) => column.name)
  );
}

/** A statement that compiles the triggers of an event. https://www.sqlite.org/lang_explain.html */
function fire(event: Event, table: string, columns: readonly string[]): string {
  if (event === "DELETE") return `EXPLAIN DELETE FROM ${table}`;
  if (event === "INSERT") return `EXPLAIN INSERT INTO ${table} DEFAULT VALUES`;
  const set = columns.map((column) => `${quoteName(column)} = NULL`);
  return `EXPLAIN UPDATE ${table} SET ${set.join(", ")}`;
}

/**
 * Compiles one trigger by itself, on a temporary table with the columns of its own: SQLite does not say which
 * of several triggers it complains of, and foreign keys of the table would speak first.
 */
function complaintAlone(connection: Database, trigger: Parsed, columns: readonly string[]): string | null {
  const probe = "_doctor_trigger_probe";
  connection.exec(`CREATE TEMP TABLE ${probe} (${quoteNames(columns)})`);
  try {
    const created = `CREATE TEMP TRIGGER ${probe}_trigger AFTER ${trigger.event} ON ${probe} ${trigger.rest}`;
    connection.exec(created);
    const complaint = complaintOf(connection, fire(trigger.event, `temp.${probe}`, columns));
    // A table that the trigger writes to has such a foreign key; that is not the trigger's fault.
    return complaint?.startsWith("foreign key mismatch") ? null : complaint;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  } finally {
    connection.exec(`DROP TABLE temp.${probe}`);
  }
}

/** Reads a CREATE TRIGGER statement that SQLite has accepted. https://www.sqlite.org/lang_createtrigger.html */
function parseTrigger(sql: string): Parsed | null {
  const tokens = tokenize(sql);
  const at = tokens.findIndex((token) => isWord(token, "INSERT", "UPDATE", "DELETE"));
  const on = tokens.findIndex((token, i) => i > at && isWord(token, "ON"));
  const table = isOperator(tokens[on + 2], ".") ? on + 3 : on + 1;
  const event = tokens[at]?.text.toUpperCase();
  const end = tokens[table]?.end;
  if (at < 0 || on < 0 || end === undefined) return null;
  if (event !== "INSERT" && event !== "UPDATE" && event !== "DELETE") return null;
  return { event, rest: sql.slice(end) };
}
