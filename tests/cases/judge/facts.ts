import type Database from "better-sqlite3";
import { fold } from "./pair.ts";
import { textFacts, words } from "./text.ts";

/** An object of sqlite_schema. */
export interface Stored {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string;
}

/** The stored objects of a database, SQLite's own and undo logs aside. */
export function stored(db: Database.Database): Stored[] {
  return db
    .prepare<[], Stored>(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL
       AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE '!_doctor!_%' ESCAPE '!' ORDER BY type, name`,
    )
    .all();
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: bigint;
  readonly dflt_value: string | null;
  readonly pk: bigint;
  readonly hidden: bigint;
}

/** The columns of a table, generated ones included. */
export function columnsOf(db: Database.Database, table: string): Column[] {
  return db.prepare<[string], Column>("SELECT * FROM pragma_table_xinfo(?)").all(table);
}

/** How a table keeps its rows: under a rowid, and which column that is. */
export function keeping(
  db: Database.Database,
  table: string,
): { strict: bigint; wr: bigint; alias: string | null; rowid: string | null } {
  const listed = db
    .prepare<[string], { strict: bigint; wr: bigint }>(
      "SELECT strict, wr FROM pragma_table_list(?) WHERE schema = 'main'",
    )
    .get(table) ?? { strict: 0n, wr: 0n };
  const columns = columnsOf(db, table);
  const [key, ...more] = columns.filter(({ pk }) => pk > 0n);
  const index = db.prepare("SELECT 1 FROM pragma_index_list(?) WHERE origin = 'pk'").get(table);
  const isAlias = key && more.length === 0 && fold(key.type) === "integer" && !index && listed.wr === 0n;
  const names = new Set(columns.map(({ name }) => fold(name)));
  const rowid =
    listed.wr === 1n ? null : (["rowid", "_rowid_", "oid"].find((name) => !names.has(name)) ?? null);
  return { ...listed, alias: isAlias ? fold(key.name) : null, rowid };
}

/** Everything a declaration states of a table, as far as these columns are concerned, in sentences. */
export function tableFacts(db: Database.Database, table: string, declared: ReadonlySet<string>): string[] {
  const { strict, wr, alias } = keeping(db, table);
  const columns = columnsOf(db, table);
  const named = columns.filter(({ name }) => declared.has(fold(name)));
  const sql = stored(db).find(({ type, name }) => type === "table" && fold(name) === fold(table))?.sql ?? "";
  return [
    `strict ${strict}, without rowid ${wr}, alias ${alias}`,
    ...named.map((column) => columnFact(db, column, strict === 1n, alias)).sort(),
    ...indexFacts(db, table),
    ...foreignKeyFacts(db, table),
    ...textFacts(sql, new Set([...columns.map(({ name }) => fold(name)), fold(table)]), declared),
  ];
}

function columnFact(db: Database.Database, column: Column, strict: boolean, alias: string | null): string {
  const name = fold(column.name);
  const type = strict ? fold(column.type) : affinity(column.type);
  const notNull = name === alias ? "" : `, not null ${column.notnull}`;
  return `${name} ${type}${notNull}, key ${column.pk}, default ${value(db, column)}, hidden ${column.hidden}`;
}

/** https://www.sqlite.org/datatype3.html#determination_of_column_affinity */
function affinity(type: string): string {
  if (/int/i.test(type)) return "integer";
  if (/char|clob|text/i.test(type)) return "text";
  if (/blob/i.test(type) || type === "") return "blob";
  return /real|floa|doub/i.test(type) ? "real" : "numeric";
}

/** A default by what it yields; what differs from call to call by its text. */
function value(db: Database.Database, { dflt_value: text, type }: Column): string {
  if (text === null) return "null";
  if (/^current_/i.test(text) || /\(/.test(text)) return words(text).join(" ");
  const expression = /^(?:null|true|false|[-+]?[\d.].*|x?'.*)$/is.test(text) ? text : `'${words(text)[0]}'`;
  const cast = affinity(type) === "blob" ? expression : `CAST(${expression} AS ${affinity(type)})`;
  return String(db.prepare(`SELECT quote(${cast})`).pluck().get()).toLowerCase();
}

interface Part {
  readonly index: string;
  readonly unique: bigint;
  readonly origin: string;
  readonly partial: bigint;
  readonly column: string | null;
  readonly desc: bigint;
  readonly coll: string;
}

/** Indexes by what they hold, not by name; a UNIQUE constraint and a unique index of the same columns are one fact. */
function indexFacts(db: Database.Database, table: string): string[] {
  const parts = db
    .prepare<[string], Part>(
      `SELECT l.name AS "index", l."unique", l.origin, l.partial, x.name AS "column", x."desc", x.coll
       FROM pragma_index_list(?) AS l JOIN pragma_index_xinfo(l.name) AS x WHERE x.key = 1 ORDER BY l.seq, x.seqno`,
    )
    .all(table);
  const texts = new Map(stored(db).map(({ name, sql }) => [name, sql]));
  const facts = [...new Set(parts.map(({ index }) => index))].map((index) => {
    const own = parts.filter((part) => part.index === index);
    const [first] = own;
    const list = own.map(
      ({ column, coll, desc }) => `${fold(column ?? "")} ${fold(coll)}${desc ? " desc" : ""}`,
    );
    const plain = first?.partial === 0n && own.every(({ column }) => column !== null);
    if (!plain) {
      const text = words(texts.get(index) ?? "");
      return `index ${first?.unique} ${text.slice(text.indexOf("(")).join(" ")}`;
    }
    if (first?.origin === "pk") return `primary key ${list.join()}`;
    const set = own.map(({ column, coll }) => `${fold(column ?? "")} ${fold(coll)}`).sort();
    return first?.unique ? `unique ${set.join()}` : `index ${list.join()}`;
  });
  return [...new Set(facts)].sort();
}

interface Reference {
  readonly id: bigint;
  readonly table: string;
  readonly from: string;
  readonly to: string | null;
  readonly seq: bigint;
  readonly on_update: string;
  readonly on_delete: string;
}

function foreignKeyFacts(db: Database.Database, table: string): string[] {
  const rows = db.prepare<[string], Reference>("SELECT * FROM pragma_foreign_key_list(?)").all(table);
  return [...new Set(rows.map(({ id }) => id))]
    .map((id) => {
      const own = rows.filter((row) => row.id === id);
      const pairs = own.map(
        ({ from, to, table: parent, seq }) => `${fold(from)}>${fold(to ?? keyColumn(db, parent, seq))}`,
      );
      const [first] = own;
      return `references ${fold(first?.table ?? "")} ${pairs.sort().join()} ${first?.on_delete} ${first?.on_update}`;
    })
    .sort();
}

function keyColumn(db: Database.Database, parent: string, seq: bigint): string {
  return columnsOf(db, parent).find(({ pk }) => pk === seq + 1n)?.name ?? "";
}
