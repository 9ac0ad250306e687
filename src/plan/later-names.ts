import type { Change } from "../diff/change.ts";
import { foldName } from "../schema/names.ts";
import { renameInSql } from "../sql/rename.ts";
import { ofKind } from "./draft.ts";

/** What the names of today become by the renames of a plan, for what is asked once it has run. */
export class LaterNames {
  private readonly tables: ReadonlyMap<string, string>;
  private readonly columns = new Map<string, Map<string, string>>();

  constructor(changes: readonly Change[]) {
    this.tables = new Map(ofKind(changes, "rename-table").map(({ table, from }) => [foldName(from), table]));
    for (const { table, column, from } of ofKind(changes, "rename-column")) {
      const key = foldName(table);
      this.columns.set(key, (this.columns.get(key) ?? new Map<string, string>()).set(foldName(from), column));
    }
  }

  /** The name a table of today has then. */
  table(name: string): string {
    return this.tables.get(foldName(name)) ?? name;
  }

  /** The name a column of a table of today has then. */
  column(table: string, name: string): string {
    return this.columns.get(foldName(this.table(table)))?.get(foldName(name)) ?? name;
  }

  /** An expression over a table of today in the names of then. */
  sql(table: string, text: string): string {
    const to = this.table(table);
    const columns = this.columns.get(foldName(to)) ?? new Map<string, string>();
    return renameInSql(text, { columns, table: { from: table, to } });
  }
}
