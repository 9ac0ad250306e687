import { DoctorError } from "../errors.ts";
import type { DeclaredColumn, DeclaredSchema, DeclaredTable } from "../schema/declared.ts";
import { findNamed } from "../schema/names.ts";
import { nearest } from "../schema/nearest.ts";
import { type KeyPath, keyPath, type Locate } from "./document.ts";

/** A name in the config, and where it stands. */
export interface NamedInConfig {
  readonly name: string;
  readonly path: KeyPath;
  readonly locate: Locate;
}

/** The schema with one table changed. Of a model file that does not parse any table may be missing: then none is unknown. */
export function mapTable(
  declared: DeclaredSchema,
  { name, path, locate }: NamedInConfig,
  change: (table: DeclaredTable) => DeclaredTable,
): DeclaredSchema {
  const wanted = findNamed(declared.tables, name);
  if (wanted === undefined && declared.unparsable.length > 0) return declared;
  if (wanted === undefined) {
    const names = declared.tables.map((table) => table.name);
    throw unknownName("table", name, names, {
      path,
      of: path.at(-1) === name ? "key" : "value",
      locate,
      help: tableHelp,
    });
  }
  return { ...declared, tables: declared.tables.map((table) => (table === wanted ? change(table) : table)) };
}

/** The table with one column changed. Of an open table any column may be missing: then none is unknown. */
export function mapColumn(
  table: DeclaredTable,
  { name, path, locate }: NamedInConfig,
  change: (column: DeclaredColumn) => DeclaredColumn,
): DeclaredTable {
  const wanted = findNamed(table.columns, name);
  if (wanted === undefined && table.open) return table;
  if (wanted === undefined) {
    const names = table.columns.map((column) => column.name);
    const of = path.at(-1) === name ? "key" : "value";
    throw unknownName(`column of ${table.name}`, name, names, { path, of, locate, help: columnHelp });
  }
  return { ...table, columns: table.columns.map((column) => (column === wanted ? change(column) : column)) };
}

const tableHelp =
  "Tables are called by the names the model declares (after the naming rules), not by their old names.";
const columnHelp = "Columns are called by the names the model declares (after the naming rules).";

/** The error for a name that nothing has, with the nearest that something has. */
export function unknownName(
  what: string,
  name: string,
  known: readonly string[],
  place: {
    readonly path: KeyPath;
    readonly of: "key" | "value";
    readonly locate: Locate;
    readonly help: string;
  },
): DoctorError {
  const near = nearest(name, known);
  const hint = near === null ? "" : ` Did you mean "${near}"?`;
  const at = `${place.locate(place.path, place.of)}: ${keyPath(place.path)}`;
  return new DoctorError(
    "config-unknown-name",
    `${at}: there is no ${what} called "${name}".${hint}`,
    place.help,
  );
}
