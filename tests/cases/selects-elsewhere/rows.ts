import Database from "better-sqlite3";
import type { Elsewhere, Stated } from "./elsewhere.ts";

/** What a value is in TypeScript, as better-sqlite3 hands it over. */
export type Kind = "number" | "string" | "bytes" | "boolean" | "any";

/** A column of a stated row. */
export interface StatedColumn {
  readonly name: string;
  /** One or several; "any" says that it is up to what is stored. */
  readonly kinds: readonly Kind[];
  readonly nullable: boolean;
  /** Whether its values are up to what is bound or to the text of a value. */
  readonly depends: boolean;
}

/** Reads `id number; name string?`. */
export function columnsOf(row: string): StatedColumn[] {
  return row.split(";").map((part) => {
    const [, name, kinds, mark] = /^\s*(.+) ([a-z/]+)([?~]?)\s*$/.exec(part) ?? [];
    if (name === undefined || kinds === undefined) throw new Error(`no column: ${part}`);
    return { name, kinds: kinds.split("/") as Kind[], nullable: mark === "?", depends: mark === "~" };
  });
}

type Row = Readonly<Record<string, unknown>>;

/** Says where SQLite contradicts what is stated, or does not show it: each `?` needs a NULL, each kind a value. */
export function contradictions({ schema, rows, selects }: Elsewhere): string[] {
  const databases = ["", ...rows].map((filled) => {
    const db = new Database(":memory:");
    db.exec(schema);
    db.exec(filled);
    return db;
  });
  try {
    return selects.flatMap((stated) => {
      const found = databases.flatMap((db) => rowsIn(db, stated));
      return contradicted(columnsOf(stated[1]), found).map((what) => `${stated[0]}: ${what}`);
    });
  } finally {
    for (const db of databases) db.close();
  }
}

function rowsIn(db: Database.Database, [sql, , ...bound]: Stated): Row[] {
  const statement = db.prepare(sql);
  return (bound.length > 0 ? bound : [[]]).flatMap((values) => {
    db.exec("BEGIN");
    try {
      return statement.all(values) as Row[];
    } catch (error) {
      // A foreign key of a row that is not there.
      if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_CONSTRAINT")) return [];
      throw error;
    } finally {
      db.exec("ROLLBACK");
    }
  });
}

function contradicted(columns: readonly StatedColumn[], rows: readonly Row[]): string[] {
  const [first] = rows;
  if (!first) return ["no row was ever returned"];
  const names = Object.keys(first).sort().join();
  if (
    names !==
    columns
      .map(({ name }) => name)
      .sort()
      .join()
  )
    return [`returns ${names}`];
  return columns.flatMap(({ name, kinds, nullable, depends }) => {
    const seen = new Set(rows.map((row) => kindOf(row[name])));
    const shown = kinds
      .filter((kind) => kind !== "any")
      .map((kind) => (kind === "boolean" ? "number" : kind));
    return [
      ...(seen.has("null") && !nullable && !depends ? [`${name} is NULL`] : []),
      ...(!seen.has("null") && nullable ? [`${name} is never shown as NULL`] : []),
      ...shown.filter((kind) => !seen.has(kind)).map((kind) => `${name} is never shown as ${kind}`),
      ...(kinds.includes("any")
        ? []
        : [...seen].filter((kind) => kind !== "null" && !shown.some((one) => one === kind))
      ).map((kind) => `${name} is ${kind}`),
    ];
  });
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Buffer.isBuffer(value) ? "bytes" : typeof value;
}
