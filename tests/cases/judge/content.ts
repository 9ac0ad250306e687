import type Database from "better-sqlite3";
import { columnsOf, keeping } from "./facts.ts";
import { fold, type Renames } from "./pair.ts";

/** A stored value: its storage class, its text and its bytes; a real by itself. */
interface Value {
  readonly type: string;
  readonly text: string | null;
  readonly raw: string;
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Ordinary tables of a database, SQLite's own and undo logs aside. */
export function tablesOf(db: Database.Database): string[] {
  return db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
       AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE '!_doctor!_%' ESCAPE '!' ORDER BY name`,
    )
    .pluck()
    .all();
}

/** The rows of a table, each under its rowid where it has one to reach, else under its values. */
function rowsOf(
  db: Database.Database,
  table: string,
  columns: readonly string[],
  rowid: string | null,
): Map<string, Value[]> {
  const list = columns.flatMap((column) => {
    const name = quote(column);
    return [
      `typeof(${name})`,
      `CAST(${name} AS TEXT)`,
      `CASE typeof(${name}) WHEN 'real' THEN printf('%!.17g', ${name}) ELSE hex(CAST(${name} AS BLOB)) END`,
    ];
  });
  const rows = db
    .prepare<[], unknown[]>(`SELECT ${[rowid ?? "NULL", ...list].join(", ")} FROM ${quote(table)}`)
    .raw()
    .all();
  const found = rows.map(([id, ...cells]): [string, Value[]] => {
    const values = columns.map(
      (_, i): Value => ({
        type: String(cells[3 * i]),
        text: cells[3 * i + 1] as string | null,
        raw: String(cells[3 * i + 2]),
      }),
    );
    return [rowid === null ? values.map(({ type, raw }) => `${type} ${raw}`).join("|") : String(id), values];
  });
  if (rowid !== null) return new Map(found);
  // The n-th of several equal rows.
  const seen = new Map<string, number>();
  return new Map(
    found.map(([key, values]) => {
      seen.set(key, (seen.get(key) ?? 0) + 1);
      return [`${key} #${seen.get(key)}`, values];
    }),
  );
}

/** What became of the rows between two databases; every sentence is a complaint. */
export function* contentDiffers(
  before: Database.Database,
  after: Database.Database,
  renames: Renames,
  may: { loseColumns: boolean; dropTables: ReadonlySet<string>; fill: boolean },
): Generator<string> {
  const present = new Map(tablesOf(after).map((table) => [fold(table), table]));
  for (const table of tablesOf(before)) {
    const to = present.get(fold(renames.table(table)));
    if (to !== undefined) yield* tableDiffers(before, table, after, to, renames, may);
    else if (!may.dropTables.has(fold(table))) yield `table ${table} is gone`;
  }
}

function* tableDiffers(
  before: Database.Database,
  from: string,
  after: Database.Database,
  to: string,
  renames: Renames,
  may: { loseColumns: boolean; fill: boolean },
): Generator<string> {
  const now = new Map(columnsOf(after, to).map((column) => [fold(column.name), column]));
  const pairs: { old: string; type: string; now: string; newType: string }[] = [];
  for (const column of columnsOf(before, from)) {
    const found = now.get(fold(renames.column(to, column.name)));
    if (found) pairs.push({ old: column.name, type: column.type, now: found.name, newType: found.type });
    else if (!may.loseColumns) yield `column ${from}.${column.name} is gone`;
  }
  const [was, is] = [keeping(before, from), keeping(after, to)];
  const sameKey = was.rowid !== null && is.rowid !== null && (was.alias === null) === (is.alias === null);
  const converts = ({ type, newType }: { type: string; newType: string }): boolean =>
    type !== newType || was.strict !== is.strict;
  // Without a rowid that stays, only what is not converted, filled or computed tells the rows apart.
  const kept = sameKey
    ? pairs
    : pairs.filter(
        (pair) =>
          !converts(pair) &&
          !may.fill &&
          columnsOf(after, to).find(({ name }) => name === pair.now)?.hidden === 0n,
      );
  const old = rowsOf(
    before,
    from,
    kept.map((pair) => pair.old),
    sameKey ? was.rowid : null,
  );
  const fresh = rowsOf(
    after,
    to,
    kept.map((pair) => pair.now),
    sameKey ? is.rowid : null,
  );
  if (old.size !== fresh.size) yield `${from} had ${old.size} rows, ${to} has ${fresh.size}`;
  for (const [key, values] of old) {
    const found = fresh.get(key);
    if (!found) yield `row ${key} of ${from} is gone`;
    else
      for (const [i, value] of values.entries()) {
        const pair = kept[i];
        const made = found[i];
        if (!pair || !made || same(value, made)) continue;
        const computed = columnsOf(after, to).find(({ name }) => name === pair.now)?.hidden !== 0n;
        if (computed || (may.fill && value.type === "null") || (converts(pair) && equal(value, made)))
          continue;
        yield `${from}.${pair.old} of row ${key}: ${value.type} ${value.text} became ${made.type} ${made.text}`;
      }
  }
}

const same = (a: Value, b: Value): boolean => a.type === b.type && a.raw === b.raw;

/** Equal as number or as text. */
function equal(old: Value, made: Value): boolean {
  if (old.text === made.text) return true;
  if (old.text === null || made.text === null || old.type === "blob" || made.type === "blob") return false;
  const isWhole = (value: Value): boolean => /^-?\d+$/.test(value.text ?? "");
  if (isWhole(old) && made.type === "real")
    return (
      Number.isInteger(Number(made.text)) &&
      BigInt(Number(made.text)) === BigInt(old.text) &&
      String(BigInt(old.text)) === old.text
    );
  if (old.type === "text") return false;
  return Number(old.text) === Number(made.text);
}

/** The AUTOINCREMENT counters, by folded name. */
export function countersOf(db: Database.Database): Map<string, bigint> {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").get();
  if (!known) return new Map();
  const rows = db.prepare<[], { name: string; seq: bigint }>("SELECT name, seq FROM sqlite_sequence").all();
  return new Map(rows.map(({ name, seq }) => [fold(name), seq]));
}

/** The statistics of ANALYZE. */
export function statisticsOf(db: Database.Database): string[] {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").get();
  if (!known) return [];
  return db
    .prepare<[], string>("SELECT tbl || '|' || coalesce(idx, '') || '|' || stat FROM sqlite_stat1 ORDER BY 1")
    .pluck()
    .all();
}
