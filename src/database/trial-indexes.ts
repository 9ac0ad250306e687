import type Database from "better-sqlite3";
import { foldName } from "../schema/names.ts";
import { quoteName } from "../sql/quote.ts";
import type { Candidate } from "./index-candidates.ts";

/** How many rows SQLite takes to have one value, by the columns compared. https://www.sqlite.org/fileformat2.html#stat1tab */
const perValue = [10, 9, 8, 7, 6, 5];
/** SQLite takes a table that an index without statistics is on for at least as large. */
const enough = 1_000;

type NamedIndex = Pick<Candidate, "table" | "columns"> & { readonly name: string };

/** Makes indexes on a schema twin for as long as a question takes. */
export class TrialIndexes {
  private readonly twin: Database.Database;
  /** The rows of each table by the statistics, where there are any. */
  private readonly rows: ReadonlyMap<string, number>;

  constructor(twin: Database.Database) {
    this.twin = twin;
    this.rows = rowsByStatistics(twin);
  }

  /** Asks while these indexes stand under these names, one for each. */
  during<T>(
    indexes: readonly Pick<Candidate, "table" | "columns">[],
    names: readonly string[],
    ask: () => T,
  ): T {
    const made = indexes
      .map((index, i) => ({ ...index, name: names[i] ?? "" }))
      .filter((index) => this.make(index));
    const small = made.filter(({ table }) => (this.rows.get(foldName(table)) ?? enough) < enough);
    for (const index of small) this.estimate(index);
    if (small.length > 0) this.twin.exec("ANALYZE sqlite_schema");
    const answer = ask();
    for (const { name } of made) this.twin.exec(`DROP INDEX ${quoteName(name)}`);
    return answer;
  }

  /** False where SQLite refuses: a collation that only the application knows. */
  private make({ name, table, columns }: NamedIndex): boolean {
    const parts = columns.map((column) => `${quoteName(column.name)}${column.descending ? " DESC" : ""}`);
    try {
      this.twin.exec(`CREATE INDEX ${quoteName(name)} ON ${quoteName(table)} (${parts.join(", ")})`);
      return true;
    } catch {
      return false;
    }
  }

  /** Without statistics of its own an index makes SQLite forget how small the table is. */
  private estimate({ name, table, columns }: NamedIndex): void {
    const rows = this.rows.get(foldName(table)) ?? enough;
    const each = columns.map((_, i) => Math.min(rows, perValue[i] ?? 5));
    this.twin
      .prepare("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)")
      .run(table, name, [rows, ...each].join(" "));
  }
}

function rowsByStatistics(twin: Database.Database): Map<string, number> {
  const has = twin.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").get();
  if (!has) return new Map();
  const found = twin.prepare<[], { tbl: string; stat: string }>("SELECT tbl, stat FROM sqlite_stat1").all();
  return new Map(found.map(({ tbl, stat }) => [foldName(tbl), Number.parseInt(String(stat), 10) || 0]));
}
