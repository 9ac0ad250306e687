import { columnAffinity } from "../schema/affinity.ts";
import type { Column, Generated } from "../schema/column.ts";
import type { Clause } from "../sql/create-table.ts";
import { collationName } from "../sql/index-part.ts";
import type { ListedColumn } from "./catalogue.ts";

type ClauseOf<K extends Clause["kind"]> = Extract<Clause, { kind: K }>;

/** What was read of a column's definition: its clauses, or its default alone. */
export interface ReadColumn {
  readonly clauses?: readonly Clause[];
  readonly defaultText?: string;
}

/** Reads a column from its row and, where the DDL was read, from its definition. https://www.sqlite.org/lang_createtable.html */
export function readColumn(
  row: ListedColumn,
  text: ReadColumn | undefined,
  table: { readonly strict: boolean; readonly rowidAlias: boolean },
): Column {
  const clauses = text?.clauses && text.clauses.length > 0 ? text.clauses : null;
  const collate = clauses ? last(clauses, "collate") : undefined;
  return {
    name: row.name,
    type: row.type,
    affinity: columnAffinity(row.type, table.strict),
    notNull: row.notnull === 1 && !table.rowidAlias,
    notNullConflict: (clauses && row.notnull === 1 && last(clauses, "not-null")?.conflict) || null,
    default: row.dflt_value === null ? null : (text?.defaultText ?? readDefault(row.dflt_value, clauses)),
    collation: collate ? collationName(collate.collation) : "BINARY",
    generated: row.hidden > 1 ? readGenerated(row, clauses) : null,
  };
}

/** Of a repeated clause SQLite takes the last. */
function last<K extends Clause["kind"]>(clauses: readonly Clause[], kind: K): ClauseOf<K> | undefined {
  return clauses.findLast((clause): clause is ClauseOf<K> => clause.kind === kind);
}

/** The default as written: the PRAGMA drops the outer parentheses of an expression. */
function readDefault(listed: string, clauses: readonly Clause[] | null): string {
  const written = clauses ? last(clauses, "default") : undefined;
  if (written) return written.text;
  if (isLiteral(listed)) return listed;
  // A comment may end it, up to the end of the line.
  return listed.includes("--") ? `(${listed}\n)` : `(${listed})`;
}

/** Whether a default as the PRAGMA gives it can stand without parentheses. */
export function isLiteral(text: string): boolean {
  return /^(?:[+-]?\s*[0-9.][0-9a-z.+_-]*|x?'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[a-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*)$/i.test(
    text,
  );
}

function readGenerated(row: ListedColumn, clauses: readonly Clause[] | null): Generated {
  const written = clauses ? last(clauses, "generated") : undefined;
  return { expression: written?.expression ?? "", stored: row.hidden === 3 };
}
