import type { Change, ChangeOf } from "../diff/change.ts";
import type { ForeignKey, IndexPart } from "../schema/constraint.ts";
import type { DeclaredForeignKey, DeclaredTable } from "../schema/declared.ts";
import { foldName } from "../schema/names.ts";
import { renameInSql } from "../sql/rename.ts";

/**
 * What declared names are called before the confirmed renames. Tables are altered under their old names and
 * renamed last, so that SQLite itself carries the new names into every view, trigger and foreign key.
 */
export class OldNames {
  private readonly tables = new Map<string, string>();
  private readonly columns = new Map<string, Map<string, string>>();

  constructor(changes: readonly Change[]) {
    for (const change of changes) {
      if (change.kind === "rename-table") this.tables.set(foldName(change.table), change.from);
      if (change.kind === "rename-column") this.note(change);
    }
  }

  private note({ table, column, from }: ChangeOf<"rename-column">): void {
    const key = foldName(table);
    this.columns.set(key, (this.columns.get(key) ?? new Map<string, string>()).set(foldName(column), from));
  }

  /** The name a declared table has today. */
  table(name: string): string {
    return this.tables.get(foldName(name)) ?? name;
  }

  /** The name a column of a declared table has today. */
  column(table: string, name: string): string {
    return this.columns.get(foldName(table))?.get(foldName(name)) ?? name;
  }

  /** An expression over a declared table in the names of today. */
  sql(table: string, text: string): string {
    const columns = this.columns.get(foldName(table)) ?? new Map<string, string>();
    return renameInSql(text, { columns, table: { from: table, to: this.table(table) } });
  }

  private part(table: string, part: IndexPart): IndexPart {
    if (part.column === null) return { ...part, expression: this.sql(table, part.expression ?? "") };
    return { ...part, column: this.column(table, part.column) };
  }

  private foreignKey<K extends DeclaredForeignKey | ForeignKey>(table: string, key: K): K {
    return {
      ...key,
      columns: key.columns.map((name) => this.column(table, name)),
      parent: this.table(key.parent),
      parentColumns: key.parentColumns?.map((name) => this.column(key.parent, name)) ?? null,
    };
  }

  /** Whether anything the declaration of a table names is called otherwise today. */
  private concerns(table: DeclaredTable): boolean {
    const parents = table.foreignKeys.map(({ parent }) => foldName(parent));
    return [foldName(table.name), ...parents].some((name) => this.columns.has(name) || this.tables.has(name));
  }

  /** A declaration in the names of today. Its author's text is given up where it holds new names. */
  declared(table: DeclaredTable): DeclaredTable {
    if (!this.concerns(table)) return table;
    const { sql: _, ...facets } = table;
    const { name } = table;
    return {
      ...facets,
      name: this.table(name),
      columns: table.columns.map((column) => ({
        ...column,
        name: this.column(name, column.name),
        ...(column.backfill === undefined ? {} : { backfill: this.sql(name, column.backfill) }),
        ...(column.generated
          ? { generated: { ...column.generated, expression: this.sql(name, column.generated.expression) } }
          : {}),
      })),
      ...(table.primaryKey ? { primaryKey: this.primaryKey(name, table.primaryKey) } : {}),
      foreignKeys: table.foreignKeys.map((key) => this.foreignKey(name, key)),
      uniques: table.uniques.map((unique) => ({
        ...unique,
        columns: unique.columns.map((part) => this.part(name, part)),
      })),
      checks: table.checks.map((check) => ({ ...check, expression: this.sql(name, check.expression) })),
    };
  }

  private primaryKey(
    table: string,
    key: NonNullable<DeclaredTable["primaryKey"]>,
  ): NonNullable<DeclaredTable["primaryKey"]> {
    const rename = (name: string): string => this.column(table, name);
    return {
      ...key,
      columns: key.columns.map(rename),
      ...(key.descending ? { descending: key.descending.map(rename) } : {}),
    };
  }

  /** A change of a table's definition in the names of today. */
  change(change: Change): Change {
    const { table } = change;
    switch (change.kind) {
      case "add-column": {
        const backfill = change.declared.backfill;
        const filled = backfill === undefined ? {} : { backfill: this.sql(table, backfill) };
        return { ...change, table: this.table(table), declared: { ...change.declared, ...filled } };
      }
      case "alter-type":
      case "alter-default":
      case "alter-collation":
        return { ...change, table: this.table(table), column: this.column(table, change.column) };
      case "alter-nullability": {
        const backfill = change.backfill === null ? null : this.sql(table, change.backfill);
        return { ...change, table: this.table(table), column: this.column(table, change.column), backfill };
      }
      case "mend-values": {
        const [when, becomes] = [change.when, change.becomes].map((text) => this.sql(table, text));
        const column = this.column(table, change.column);
        return { ...change, table: this.table(table), column, when: when ?? "", becomes: becomes ?? "" };
      }
      case "mend-orphans":
        return { ...change, table: this.table(table), key: this.foreignKey(table, change.key) };
      case "alter-generated": {
        const to = change.to && { ...change.to, expression: this.sql(table, change.to.expression) };
        return { ...change, table: this.table(table), column: this.column(table, change.column), to };
      }
      case "alter-primary-key":
        return { ...change, table: this.table(table), to: change.to && this.primaryKey(table, change.to) };
      case "add-foreign-key":
        return { ...change, table: this.table(table), declared: this.foreignKey(table, change.declared) };
      case "alter-foreign-key": {
        const actual = this.foreignKey(table, change.actual);
        return {
          ...change,
          table: this.table(table),
          declared: this.foreignKey(table, change.declared),
          actual,
        };
      }
      case "drop-foreign-key":
        return { ...change, table: this.table(table), actual: this.foreignKey(table, change.actual) };
      case "drop-unique": {
        const columns = change.actual.columns.map((part) => this.part(table, part));
        return { ...change, table: this.table(table), actual: { ...change.actual, columns } };
      }
      case "drop-check": {
        const expression = this.sql(table, change.actual.expression);
        return { ...change, table: this.table(table), actual: { ...change.actual, expression } };
      }
      case "add-unique": {
        const columns = change.declared.columns.map((part) => this.part(table, part));
        return { ...change, table: this.table(table), declared: { ...change.declared, columns } };
      }
      case "add-check": {
        const expression = this.sql(table, change.declared.expression);
        return { ...change, table: this.table(table), declared: { ...change.declared, expression } };
      }
      case "create-index":
      case "replace-index": {
        const { parts, where } = change.declared;
        const declared = {
          ...change.declared,
          parts: parts.map((part) => this.part(table, part)),
          where: where === null ? null : this.sql(table, where),
        };
        return { ...change, table: this.table(table), declared };
      }
      default:
        return { ...change, table: this.table(table) };
    }
  }
}
