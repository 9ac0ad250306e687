import type { Column, Conflict } from "../../src/schema/column.ts";
import type { ForeignKey, IndexPart } from "../../src/schema/constraint.ts";
import type { Table } from "../../src/schema/schema.ts";
import type { Speller } from "../database/spelling.ts";

type Meant = Omit<Table, "role" | "indexes" | "sql">;

/** A constraint for the end of the table, or for the definition of its only column. */
interface Clause {
  readonly column: string | null;
  readonly inline: string;
  readonly table: string;
}

/** Another CREATE TABLE that means the same: constraints elsewhere, in another order, what goes without saying said. */
export function respelt(meant: Meant, speller: Speller): string {
  const clauses = [...keyOf(meant, speller), ...constraintsOf(meant, speller)];
  const placed = clauses.map((clause) => ({
    ...clause,
    isInline: clause.table === "" || (clause.inline !== "" && speller.chance(2)),
  }));
  const columns = meant.columns.map((column) => {
    const own = placed.filter((clause) => clause.isInline && clause.column === column.name);
    return columnOf(
      column,
      meant,
      own.map(({ inline }) => inline),
      speller,
    );
  });
  const rest = placed.flatMap((clause) => (clause.isInline ? [] : [clause.table]));
  const options = [...(meant.withoutRowid ? ["WITHOUT ROWID"] : []), ...(meant.strict ? ["STRICT"] : [])];
  const head = speller.chance(2) ? "CREATE TABLE IF NOT EXISTS main." : "create table ";
  return `${head}${speller.name(meant.name)} (${[...columns, ...shuffled(rest, speller)].join(", ")}) ${options.join(", ")}`;
}

function shuffled<T>(list: readonly T[], speller: Speller): T[] {
  return speller.some(list, list.length, list.length);
}

function columnOf(column: Column, table: Meant, inline: readonly string[], speller: Speller): string {
  const inKey = table.primaryKey?.columns.includes(column.name) ?? false;
  const alias = inKey && table.primaryKey?.rowidAlias;
  const implied = inKey && (table.withoutRowid || table.strict) && column.notNullConflict === null;
  const facets: string[] = [...inline];
  if ((column.notNull && !(implied && speller.chance(2))) || (alias && speller.chance(2))) {
    facets.push(`NOT NULL${conflict(column.notNullConflict, speller)}`);
  } else if (!column.notNull && !inKey && speller.chance(3)) facets.push("NULL");
  if (column.default !== null) facets.push(`DEFAULT ${defaultOf(column.default, speller)}`);
  else if (!column.generated && speller.chance(4)) facets.push("DEFAULT NULL");
  if (column.collation !== "BINARY" || speller.chance(3))
    facets.push(`COLLATE ${speller.name(column.collation)}`);
  if (column.generated) {
    const always = speller.chance(2) ? "GENERATED ALWAYS " : "";
    const stored = column.generated.stored ? " STORED" : speller.pick(["", " VIRTUAL"]);
    facets.push(`${always}AS ((${column.generated.expression}\n))${stored}`);
  }
  return [speller.name(column.name), column.type, ...shuffled(facets, speller)].join(" ");
}

/** Parentheses change nothing around a literal; around a bare word they would make a name of it. */
function defaultOf(text: string, speller: Speller): string {
  const literal = /^(?:[-+]?[0-9.][\w.]*|x?'(?:[^']|'')*'|\(.*\)|NULL|TRUE|FALSE|CURRENT_\w+)$/is.test(text);
  return literal && speller.chance(2) ? `(${text})` : text;
}

function conflict(clause: Conflict, speller: Speller): string {
  if (clause !== null) return ` ON CONFLICT ${clause}`;
  return speller.chance(4) ? " ON CONFLICT ABORT" : "";
}

function keyOf({ primaryKey, columns, withoutRowid }: Meant, speller: Speller): Clause[] {
  if (!primaryKey) return [];
  const [only, ...more] = primaryKey.columns;
  const counter = primaryKey.autoincrement ? " AUTOINCREMENT" : "";
  const clause = conflict(primaryKey.conflict, speller);
  const parts = primaryKey.columns.map((name) => {
    const order = primaryKey.descending.includes(name) ? " DESC" : speller.pick(["", " ASC"]);
    // DESC on the only column of a table's key does not keep it from being the rowid.
    return `${speller.name(name)}${primaryKey.rowidAlias ? counter : order}`;
  });
  const table = `PRIMARY KEY (${parts.join(", ")})${clause}`;
  if (only === undefined || more.length > 0) return [{ column: null, inline: "", table }];
  const order = primaryKey.descending.length > 0 ? " DESC" : "";
  const inline = `PRIMARY KEY${order}${clause}${counter}`;
  const isInteger = columns.find(({ name }) => name === only)?.type.toUpperCase() === "INTEGER";
  const lookAlike = isInteger && !primaryKey.rowidAlias && !withoutRowid;
  return [{ column: only, inline, table: lookAlike ? "" : table }];
}

function constraintsOf({ uniques, checks, foreignKeys, columns }: Meant, speller: Speller): Clause[] {
  return [
    ...uniques.map((unique) => {
      const clause = conflict(unique.conflict, speller);
      const list = shuffledSet(unique.columns, speller).map((part) => partOf(part, columns, speller));
      const [only, ...more] = unique.columns;
      const inline = more.length === 0 ? `UNIQUE${clause}` : "";
      return { column: only?.column ?? null, inline, table: `UNIQUE (${list.join(", ")})${clause}` };
    }),
    ...checks.map(({ expression }) => {
      const text = `CONSTRAINT ${speller.name("rule")} CHECK ((${expression}\n))`;
      return { column: speller.pick(columns).name, inline: text, table: text };
    }),
    ...foreignKeys.map((key) => referenceOf(key, speller)),
  ];
}

const shuffledSet = <T>(parts: readonly T[], speller: Speller): T[] => shuffled(parts, speller);

function partOf(part: IndexPart, columns: readonly Column[], speller: Speller): string {
  const own = columns.find(({ name }) => name === part.column)?.collation;
  const collate = own === part.collation && !speller.chance(3) ? "" : ` COLLATE ${part.collation}`;
  return `${speller.name(part.column ?? "")}${collate}`;
}

function referenceOf(key: ForeignKey, speller: Speller): Clause {
  const names = (list: readonly string[]): string => `(${list.map((name) => speller.name(name)).join(", ")})`;
  const action = (event: string, what: string): string =>
    what === "NO ACTION" && speller.chance(2) ? "" : ` ON ${event} ${what}`;
  const deferral = key.deferred
    ? " DEFERRABLE INITIALLY DEFERRED"
    : speller.pick(["", " DEFERRABLE INITIALLY IMMEDIATE", " NOT DEFERRABLE"]);
  // The pairs of columns may stand in any order.
  const order = shuffled([...key.columns.keys()], speller);
  const target = key.parentColumns ? names(order.map((i) => key.parentColumns?.[i] ?? "")) : "";
  const children = key.parentColumns ? order.map((i) => key.columns[i] ?? "") : key.columns;
  const references = `REFERENCES ${speller.name(key.parent)} ${target}${action("UPDATE", key.onUpdate)}${action("DELETE", key.onDelete)}${deferral}`;
  const [only, ...more] = key.columns;
  return {
    column: only ?? null,
    inline: more.length === 0 ? references : "",
    table: `FOREIGN KEY ${names(children)} ${references}`,
  };
}
