import type { NotAnalysed } from "../schema/location.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Catalogue, StoredObject } from "./catalogue.ts";
import { readTable } from "./read-table.ts";

/** Everything that readTable looks at. */
type Told = readonly (string | number | null | undefined)[];

/** A table as it was read, with what could not be, and all that SQLite tells of it. */
interface TableReading {
  readonly told: Told;
  readonly table: Table;
  readonly notAnalysed: readonly NotAnalysed[];
}

/** What the tables of a schema were read from, as long as somebody has that schema. */
const remembered = new WeakMap<Schema, ReadonlyMap<string, TableReading>>();

/** Reads tables from a catalogue; one of which it tells what it told for an earlier schema is not read again. */
export class TableReadings {
  private readonly catalogue: Catalogue;
  private readonly earlier: ReadonlyMap<string, TableReading>;
  private readonly readings = new Map<string, TableReading>();

  constructor(catalogue: Catalogue, earlier: Schema | undefined) {
    this.catalogue = catalogue;
    this.earlier = (earlier && remembered.get(earlier)) ?? new Map();
  }

  /** Reads a table. `created` are its indexes made by CREATE INDEX. */
  of(stored: StoredObject, created: readonly StoredObject[]): TableReading {
    const told = this.toldOf(stored, created);
    const known = this.earlier.get(stored.name);
    const reading = known && isSame(known.told, told) ? known : this.read(told, stored, created);
    this.readings.set(stored.name, reading);
    return reading;
  }

  /** Remembers what the schema was read from. */
  remembered(schema: Schema): Schema {
    remembered.set(schema, this.readings);
    return schema;
  }

  private read(told: Told, stored: StoredObject, created: readonly StoredObject[]): TableReading {
    const notAnalysed: NotAnalysed[] = [];
    return { told, table: readTable(stored, this.catalogue, created, notAnalysed), notAnalysed };
  }

  private toldOf({ name, sql }: StoredObject, created: readonly StoredObject[]): Told {
    const { tables, columns, parts, references } = this.catalogue;
    const listed = tables.get(name);
    return [
      ...[sql, listed?.wr, listed?.strict],
      ...[columns, parts, references].map((lists) => lists.textOf(name)),
      ...created.flatMap((index) => [index.name, index.sql]),
    ];
  }
}

function isSame(a: Told, b: Told): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
