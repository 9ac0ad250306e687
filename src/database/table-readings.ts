import type { NotAnalysed } from "../schema/location.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Catalogue, StoredObject } from "./catalogue.ts";
import { readTable } from "./read-table.ts";

/** A table as it was read, with what could not be. */
interface TableReading {
  readonly table: Table;
  readonly notAnalysed: readonly NotAnalysed[];
}

/** What a schema was read from, and what came of its tables, by name. */
export interface SchemaReading {
  readonly catalogue: Catalogue;
  readonly tables: ReadonlyMap<string, TableReading>;
}

/** What schemas were read from, as long as somebody has them. */
const remembered = new WeakMap<Schema, SchemaReading>();

/** A model and its database, and the databases of a fleet, have most of their tables in common. */
let last: SchemaReading | undefined;

/** The reading to begin from: that of an earlier schema, else whatever was read last. */
export function readingBefore(earlier: Schema | undefined): SchemaReading | undefined {
  return (earlier && remembered.get(earlier)) ?? last;
}

/** Reads tables from a catalogue; one that stands as in the catalogue of an earlier reading is taken from there. */
export class TableReadings {
  private readonly catalogue: Catalogue;
  private readonly earlier: SchemaReading["tables"] | undefined;
  private readonly tables = new Map<string, TableReading>();

  /** The catalogue was read beside that of the earlier reading. */
  constructor(catalogue: Catalogue, earlier: SchemaReading | undefined) {
    this.catalogue = catalogue;
    this.earlier = earlier?.tables;
  }

  /** Reads a table. `created` are its indexes made by CREATE INDEX. */
  of(stored: StoredObject, created: readonly StoredObject[]): TableReading {
    const known = this.catalogue.standing.has(stored.name) ? this.earlier?.get(stored.name) : undefined;
    const reading = known ?? this.read(stored, created);
    this.tables.set(stored.name, reading);
    return reading;
  }

  /** Remembers what the schema was read from. */
  remembered(schema: Schema): Schema {
    last = { catalogue: this.catalogue, tables: this.tables };
    remembered.set(schema, last);
    return schema;
  }

  private read(stored: StoredObject, created: readonly StoredObject[]): TableReading {
    const notAnalysed: NotAnalysed[] = [];
    return { table: readTable(stored, this.catalogue, created, notAnalysed), notAnalysed };
  }
}
