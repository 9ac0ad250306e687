import type { RowEvent, TrailLog, TrailTrigger } from "../../schema/trail.ts";
import { quoteName, quoteNames, quoteText } from "../quote.ts";

/** A table as far as its trail needs to know it. */
export interface Recorded {
  readonly name: string;
  /** The columns whose values are recorded; computed ones follow from them. */
  readonly columns: readonly string[];
  /** The columns of the primary key; empty without one. */
  readonly key: readonly string[];
  /** The column that is the rowid under another name, which holds integers only. */
  readonly alias: string | null;
  /** The name of the rowid, for a table without a key. */
  readonly rowid: string | null;
}

/** The least number of arguments that any build allows is 100, two for each column. https://www.sqlite.org/limits.html#max_function_arg */
const most = 50;

/** CREATE TRIGGER for the entry that an event on a row makes in the log. */
export function printTrail(table: Recorded, { event, name }: TrailTrigger, log: TrailLog): string {
  const entry: readonly (readonly [column: string, value: string])[] = [
    ["table_name", quoteText(table.name)],
    ["row_id", rowName(table, event === "insert" ? "new" : "old", log)],
    ["action", quoteText(log.actions[event])],
    ["old_values", event === "insert" ? "NULL" : rowAsJson(table, "old")],
    ["new_values", event === "delete" ? "NULL" : rowAsJson(table, "new")],
    ...(log.needsTime ? [["changed_at", "CURRENT_TIMESTAMP"] as const] : []),
  ];
  return [
    `CREATE TRIGGER ${quoteName(name)} AFTER ${event.toUpperCase()} ON ${quoteName(table.name)}`,
    ...whenOf(table, event),
    "BEGIN",
    `  INSERT INTO ${quoteName(log.name)} (${quoteNames(entry.map(([column]) => column))})`,
    `  VALUES (${entry.map(([, value]) => value).join(",\n    ")});`,
    "END",
  ].join("\n");
}

/** An UPDATE that leaves every value as it was is no change; a column's collation may take two values for one. */
function whenOf({ columns }: Recorded, event: RowEvent): string[] {
  if (event !== "update") return [];
  const differ = columns.map(quoteName).map((name) => `old.${name} IS NOT new.${name} COLLATE BINARY`);
  // In groups, because an expression may not be nested deeply. https://www.sqlite.org/limits.html#max_expr_depth
  const groups = inGroups(differ).map((group) => group.join(" OR "));
  return [`WHEN ${groups.length === 1 ? groups.join("") : groups.map((group) => `(${group})`).join(" OR ")}`];
}

/** The row's key as one value; of several columns as a JSON array. */
function rowName(table: Recorded, row: "old" | "new", { needsRow }: TrailLog): string {
  const { key, alias, rowid } = table;
  const [only, ...more] = key;
  const name =
    only === undefined
      ? (rowid && `${row}.${rowid}`) || "NULL"
      : more.length === 0
        ? valueAsJson(row, only, alias)
        : `json_array(${key.map((column) => valueAsJson(row, column, alias)).join(", ")})`;
  return needsRow ? `ifnull(${name}, '')` : name;
}

/** The row as a JSON object, put together from several where it has many columns. */
function rowAsJson({ columns, alias }: Recorded, row: "old" | "new"): string {
  const members = columns.map((column) => `${quoteText(column)}, ${valueAsJson(row, column, alias)}`);
  const parts = inGroups(members).map((group) => `json_object(${group.join(", ")})`);
  // No value ends or begins with a brace: each is a number, a string or null.
  const open = (part: string, i: number): string => (i === 0 ? part : `ltrim(${part}, '{')`);
  const joined = parts.map((part, i) =>
    i === parts.length - 1 ? open(part, i) : `rtrim(${open(part, i)}, '}')`,
  );
  return joined.join(" || ',' || ");
}

/** JSON holds no BLOB, and older versions write an infinite number as a word that is no JSON. https://www.sqlite.org/json1.html */
function valueAsJson(row: "old" | "new", column: string, alias: string | null): string {
  const value = `${row}.${quoteName(column)}`;
  if (column === alias) return value;
  return (
    `CASE WHEN typeof(${value}) = 'blob' THEN hex(${value}) ` +
    `WHEN ${value} IN (9e999, -9e999) THEN CAST(${value} AS TEXT) ELSE ${value} END`
  );
}

function inGroups<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / most);
  return Array.from({ length: count }, (_, i) => list.slice(i * most, (i + 1) * most));
}
