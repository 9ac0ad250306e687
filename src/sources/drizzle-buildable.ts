import { type Memory, openMemory } from "../database/memory.ts";
import type { NotAnalysed } from "../schema/location.ts";
import { foldName } from "../schema/names.ts";
import type { DescribedTable, DescribedView, DrizzleSchema } from "../typescript/drizzle/described.ts";
import { createIndex, createTable, createView } from "./drizzle-ddl.ts";

/** What of a schema SQLite can build, and what it refuses. */
export interface Buildable {
  readonly tables: readonly DescribedTable[];
  readonly views: readonly DescribedView[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Leaves out of a schema what SQLite refuses to create, so that the rest can be compared. */
export function buildable({ tables, views }: DrizzleSchema): Buildable {
  const memory = openMemory();
  try {
    const sifting = new Sifting(memory);
    return {
      tables: sifting.tables(tables),
      views: sifting.views(views, tables),
      notAnalysed: sifting.notAnalysed,
    };
  } finally {
    memory.close();
  }
}

class Sifting {
  readonly notAnalysed: NotAnalysed[] = [];
  private readonly memory: Memory;
  private readonly taken = new Set<string>();

  constructor(memory: Memory) {
    this.memory = memory;
  }

  tables(tables: readonly DescribedTable[]): DescribedTable[] {
    return tables.flatMap((table) => {
      if (this.isTaken(table.name))
        return this.refuse(`table ${table.name}`, table, "another table has the name");
      const known = this.withoutFaults(table);
      return known ? [this.withIndexes(known)] : [];
    });
  }

  views(views: readonly DescribedView[], tables: readonly DescribedTable[]): DescribedView[] {
    const before = views.length > 0 ? tables.map(createTable) : [];
    return views.flatMap((view) => {
      if (this.isTaken(view.name))
        return this.refuse(`view ${view.name}`, view, "something else has the name");
      const complaint = this.memory.complaint(createView(view), ...before);
      return complaint === null ? [view] : this.refuse(`view ${view.name}`, view, complaint);
    });
  }

  /** A table that can be created: without the facets that SQLite refuses, one by one. */
  private withoutFaults(table: DescribedTable): DescribedTable | null {
    const complaint = this.complaint(table);
    if (complaint === null) return table;
    const checks = table.checks.filter((check) => {
      const fault = this.complaint({ ...bare(table), checks: [check] });
      if (fault !== null) this.refuse(`check ${check.name}`, check, fault);
      return fault === null;
    });
    const columns = table.columns.map((column) => {
      const plain = { ...column, default: null, generated: null };
      const alone = (facets: object) =>
        this.complaint({ ...bare(table), columns: [{ ...plain, ...facets }, ...others(table, column.name)] });
      const fault = alone({ default: column.default }) ?? alone({ generated: column.generated });
      if (fault === null) return column;
      this.refuse(`column ${table.name}.${column.name}`, column, fault);
      const isDefault = alone({ default: column.default }) !== null;
      return isDefault ? { ...column, default: undefined } : { ...column, generated: undefined };
    });
    const mended = { ...table, checks, columns, whole: checks.length === table.checks.length && table.whole };
    const left = this.complaint(mended);
    if (left === null) return mended;
    this.refuse(`table ${table.name}`, table, left);
    return null;
  }

  private withIndexes(table: DescribedTable): DescribedTable {
    const indexes = table.indexes.filter((index) => {
      const complaint = this.isTaken(index.name)
        ? "another index has the name"
        : this.memory.complaint(createIndex(table.name, index), createTable(table));
      if (complaint !== null) this.refuse(`index ${index.name}`, index, complaint);
      return complaint === null;
    });
    return indexes.length === table.indexes.length ? table : { ...table, indexes, whole: false };
  }

  private complaint(table: DescribedTable): string | null {
    return this.memory.complaint(createTable(table));
  }

  private isTaken(name: string): boolean {
    const folded = foldName(name);
    const isTaken = this.taken.has(folded);
    this.taken.add(folded);
    return isTaken;
  }

  private refuse(what: string, { location }: Pick<DescribedTable, "location">, why: string): never[] {
    this.notAnalysed.push({ what, location, why: `SQLite refuses it: ${why}` });
    return [];
  }
}

/** A table with its columns and nothing besides. */
function bare(table: DescribedTable): DescribedTable {
  const columns = table.columns.map((column) => ({ ...column, default: null, generated: null }));
  return { ...table, columns, primaryKey: null, foreignKeys: [], indexes: [], checks: [] };
}

function others(table: DescribedTable, name: string): DescribedTable["columns"] {
  return bare(table).columns.filter((column) => column.name !== name);
}
