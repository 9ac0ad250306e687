import { type Memory, openMemory } from "../database/memory.ts";
import type { Location, NotAnalysed } from "../schema/location.ts";
import { foldName } from "../schema/names.ts";
import { createIndex, createTable } from "./prisma-ddl.ts";
import type { PrismaTable } from "./prisma-described.ts";

/** The tables that SQLite can build, and what it refuses of the others. */
export interface Buildable {
  readonly tables: readonly PrismaTable[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Leaves out what SQLite refuses to create (Prisma would fail on it, too), so that the rest can be compared. */
export function buildable(tables: readonly PrismaTable[]): Buildable {
  const memory = openMemory();
  try {
    const sifting = new Sifting(memory);
    return { tables: tables.flatMap((table) => sifting.table(table)), notAnalysed: sifting.notAnalysed };
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

  table(table: PrismaTable): PrismaTable[] {
    const what = `table ${table.name}`;
    if (this.isTaken(table.name)) return this.refuse(what, table.location, "another table has the name");
    const mended = this.withDefaults(table);
    const complaint = this.memory.complaint(createTable(mended));
    return complaint === null ? [this.withIndexes(mended)] : this.refuse(what, table.location, complaint);
  }

  /** The table without the defaults that are no SQL, such as a call without parentheses around it. */
  private withDefaults(table: PrismaTable): PrismaTable {
    if (this.memory.complaint(createTable(table)) === null) return table;
    const columns = table.columns.map((column) => {
      const alone = { ...table, columns: [column], primaryKey: [], foreignKeys: [] };
      const complaint = this.memory.complaint(createTable(alone));
      const bare = { ...column, default: undefined };
      const isDefault = this.memory.complaint(createTable({ ...alone, columns: [bare] })) === null;
      if (complaint === null || !isDefault) return column;
      this.refuse(`default of column ${table.name}.${column.name}`, column.location, complaint);
      return bare;
    });
    return { ...table, columns };
  }

  private withIndexes(table: PrismaTable): PrismaTable {
    const indexes = table.indexes.filter((index) => {
      const complaint = this.isTaken(index.name)
        ? "something else has the name"
        : this.memory.complaint(createIndex(table.name, index), createTable(table));
      if (complaint !== null) this.refuse(`index ${index.name}`, index.location, complaint);
      return complaint === null;
    });
    return indexes.length === table.indexes.length ? table : { ...table, indexes, isWhole: false };
  }

  private isTaken(name: string): boolean {
    const folded = foldName(name);
    const isTaken = this.taken.has(folded);
    this.taken.add(folded);
    return isTaken;
  }

  private refuse(what: string, location: Location, why: string): never[] {
    this.notAnalysed.push({ what, location, why: `SQLite refuses it: ${why}` });
    return [];
  }
}
