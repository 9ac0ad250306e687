import type { Kind, KnownSelect } from "../selects/index.ts";

/** A property of a row as the code believes it. */
export interface Property {
  readonly name: string;
  readonly kind: Kind;
  readonly nullable: boolean;
}

/** A statement with the row that the code believes it gives, under a number that its type and its function carry. */
export interface Site {
  readonly number: number;
  readonly known: KnownSelect;
  readonly properties: readonly Property[];
}

/** What a form of call is written with, as TypeScript. */
export interface Written {
  readonly number: number;
  readonly sql: string;
  /** The values handed over, each an expression. */
  readonly values: readonly string[];
  /** The type of a row, an expression that `[]` may follow. */
  readonly row: string;
}

/** The row that better-sqlite3 gives: of two columns with one name the last one stays. */
export function rowOf({ columns }: KnownSelect): Property[] {
  return [...new Map(columns.map((column) => [column.name, { ...column }])).values()];
}

/** The text of a statement as TypeScript. */
export function sqlText(sql: string, number: number): string {
  if (number % 3 === 0 || sql.includes("\n"))
    return `\`${sql.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
  return number % 3 === 1 || sql.includes("'") ? JSON.stringify(sql) : `'${sql.replaceAll("\\", "\\\\")}'`;
}

/** A value as TypeScript. */
export function valueText(value: unknown): string {
  if (Buffer.isBuffer(value)) return `Buffer.from("${value.toString("hex")}", "hex")`;
  if (value !== null && typeof value === "object")
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${valueText(inner)}`)
      .join(", ")} }`;
  return JSON.stringify(value);
}

/** Items by what they have in common, in order. */
export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
