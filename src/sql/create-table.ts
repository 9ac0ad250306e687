import type { Conflict } from "../schema/column.ts";
import type { Action, IndexPart } from "../schema/constraint.ts";
import { Reader } from "./reader.ts";
import { isOperator, isWord, nameOf, type Span, type Token } from "./tokens.ts";

interface Written {
  /** The constraint's name, or null. */
  readonly name: string | null;
  readonly span: Span;
}

interface References {
  readonly parent: string;
  readonly parentColumns: readonly string[] | null;
  readonly onDelete: Action;
  readonly onUpdate: Action;
  /** Which of the two are written. */
  readonly written: { readonly onDelete: boolean; readonly onUpdate: boolean };
  readonly deferred: boolean;
}

/** A constraint as written, of a column or of the table; `columns` is the column itself for one of a column. */
export type Clause = Written &
  (
    | {
        readonly kind: "primary-key";
        readonly parts: readonly IndexPart[];
        readonly conflict: Conflict;
        readonly autoincrement: boolean;
      }
    | { readonly kind: "unique"; readonly parts: readonly IndexPart[]; readonly conflict: Conflict }
    | { readonly kind: "not-null"; readonly conflict: Conflict }
    | { readonly kind: "null" }
    | { readonly kind: "check"; readonly expression: string }
    | { readonly kind: "default"; readonly text: string }
    | { readonly kind: "collate"; readonly collation: string }
    | { readonly kind: "generated"; readonly expression: string; readonly stored: boolean }
    | ({ readonly kind: "foreign-key"; readonly columns: readonly string[] } & References)
  );

/** A column definition as written. */
export interface ColumnText {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: string;
  /** null when no type is written. */
  readonly typeSpan: Span | null;
  readonly clauses: readonly Clause[];
  readonly span: Span;
}

/** A CREATE TABLE statement as written, every part with its place. */
export interface CreateTable {
  readonly sql: string;
  readonly name: string;
  readonly nameSpan: Span;
  readonly columns: readonly ColumnText[];
  readonly constraints: readonly Clause[];
  /** The commas between columns and constraints. */
  readonly commas: readonly Span[];
  /** The end of the closing parenthesis; options follow. */
  readonly bodyEnd: number;
  readonly strict: boolean;
  readonly withoutRowid: boolean;
}

/**
 * Reads a CREATE TABLE statement that SQLite has accepted, with the place of every part; null when it
 * is of another form (CREATE TABLE AS, or text this reader does not know).
 * https://www.sqlite.org/lang_createtable.html
 */
export function readCreateTable(sql: string): CreateTable | null {
  return unlessUnknown(() => readTable(new Reader(sql)));
}

/** The constraints of a table from one of them on, which begins at a place of its statement; null as above. */
export function readConstraints(sql: string, start: number): Clause[] | null {
  return unlessUnknown(() => {
    const reader = new Reader(sql, start);
    const constraints: Clause[] = [];
    while (!reader.atClose()) {
      constraints.push(readTableConstraint(reader));
      if (isOperator(reader.peek(), ",")) reader.skip(1);
    }
    reader.skip(1);
    // What stands behind them is no matter here, but must be known as well.
    readOptions(reader);
    return constraints;
  });
}

function unlessUnknown<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readTable(reader: Reader): CreateTable {
  reader.expect("CREATE");
  reader.accept("TEMP", "TEMPORARY");
  reader.expect("TABLE");
  if (reader.accept("IF")) {
    reader.expect("NOT");
    reader.expect("EXISTS");
  }
  if (isOperator(reader.peek(1), ".")) reader.skip(2);
  const name = reader.next();
  reader.open();
  const columns: ColumnText[] = [];
  const constraints: Clause[] = [];
  const commas: Span[] = [];
  while (!reader.atClose()) {
    if (reader.startsTableConstraint()) constraints.push(readTableConstraint(reader));
    else columns.push(readColumn(reader));
    const comma = reader.peek();
    if (isOperator(comma, ",") && comma) commas.push({ start: comma.start, end: comma.end });
    if (isOperator(comma, ",")) reader.skip(1);
  }
  const close = reader.next();
  const options = readOptions(reader);
  return {
    sql: reader.sql,
    name: nameOf(name),
    nameSpan: { start: name.start, end: name.end },
    columns,
    constraints,
    commas,
    bodyEnd: close.end,
    ...options,
  };
}

function readOptions(reader: Reader): { strict: boolean; withoutRowid: boolean } {
  let strict = false;
  let withoutRowid = false;
  while (!reader.atEnd()) {
    if (reader.accept("STRICT")) strict = true;
    else if (reader.accept("WITHOUT")) {
      reader.expect("ROWID");
      withoutRowid = true;
    } else if (isOperator(reader.peek(), ",") || isOperator(reader.peek(), ";")) reader.skip(1);
    else throw new SyntaxError("unknown table option");
  }
  return { strict, withoutRowid };
}

function readColumn(reader: Reader): ColumnText {
  const name = reader.next();
  const typeSpan = reader.typeName();
  const clauses: Clause[] = [];
  const column = nameOf(name);
  while (!reader.atItemEnd()) {
    const clause = readColumnClause(reader, column);
    if (clause) clauses.push(clause);
    else applyDeferral(reader, clauses);
  }
  return {
    name: column,
    nameSpan: { start: name.start, end: name.end },
    type: typeSpan ? reader.sql.slice(typeSpan.start, typeSpan.end) : "",
    typeSpan,
    clauses,
    span: { start: name.start, end: reader.lastEnd() },
  };
}

/** SQLite reads a deferral as a clause of its own that applies to the foreign key before it. */
function applyDeferral(reader: Reader, clauses: Clause[]): void {
  const deferred = reader.deferral();
  const last = clauses.at(-1);
  if (last?.kind !== "foreign-key") return;
  clauses[clauses.length - 1] = {
    ...last,
    deferred,
    span: { start: last.span.start, end: reader.lastEnd() },
  };
}

function readColumnClause(reader: Reader, column: string): Clause | null {
  const start = reader.peek()?.start ?? 0;
  const name = reader.constraintName();
  const written = (): Written => ({ name, span: { start, end: reader.lastEnd() } });
  const self: IndexPart = { column, expression: null, collation: "BINARY", descending: false };
  if (reader.accept("PRIMARY")) {
    reader.expect("KEY");
    const descending = reader.order();
    const conflict = reader.conflict();
    const autoincrement = reader.accept("AUTOINCREMENT");
    return { kind: "primary-key", parts: [{ ...self, descending }], conflict, autoincrement, ...written() };
  }
  if (isWord(reader.peek(), "NOT") && isWord(reader.peek(1), "NULL")) {
    reader.skip(2);
    return { kind: "not-null", conflict: reader.conflict(), ...written() };
  }
  if (reader.accept("NULL")) {
    reader.conflict();
    return { kind: "null", ...written() };
  }
  if (reader.accept("UNIQUE"))
    return { kind: "unique", parts: [self], conflict: reader.conflict(), ...written() };
  if (reader.accept("CHECK")) return { kind: "check", expression: reader.parenthesised(), ...written() };
  if (reader.accept("DEFAULT")) return { kind: "default", text: reader.defaultValue(), ...written() };
  if (reader.accept("COLLATE")) return { kind: "collate", collation: nameOf(reader.next()), ...written() };
  if (reader.accept("GENERATED")) reader.expect("ALWAYS");
  if (reader.accept("AS")) {
    const expression = reader.parenthesised();
    const stored = reader.storage();
    return { kind: "generated", expression, stored, ...written() };
  }
  if (reader.accept("REFERENCES")) {
    return { kind: "foreign-key", columns: [column], ...readReferences(reader), ...written() };
  }
  if (isWord(reader.peek(), "NOT", "DEFERRABLE")) return null;
  // A name with nothing behind it is legal and means nothing.
  if (name !== null) return { kind: "null", ...written() };
  throw new SyntaxError("unknown column constraint");
}

function readTableConstraint(reader: Reader): Clause {
  const start = reader.peek()?.start ?? 0;
  const name = reader.constraintName();
  const written = (): Written => ({ name, span: { start, end: reader.lastEnd() } });
  if (reader.accept("PRIMARY")) {
    reader.expect("KEY");
    const { parts, autoincrement } = reader.keyParts();
    return { kind: "primary-key", parts, autoincrement, conflict: reader.conflict(), ...written() };
  }
  if (reader.accept("UNIQUE")) {
    return { kind: "unique", parts: reader.keyParts().parts, conflict: reader.conflict(), ...written() };
  }
  if (reader.accept("CHECK")) {
    const expression = reader.parenthesised();
    reader.conflict();
    return { kind: "check", expression, ...written() };
  }
  if (reader.accept("FOREIGN")) {
    reader.expect("KEY");
    const columns = reader.nameList() ?? [];
    reader.expect("REFERENCES");
    const references = readReferences(reader);
    const deferred = reader.atDeferral() ? reader.deferral() : false;
    return { kind: "foreign-key", columns, ...references, deferred, ...written() };
  }
  if (name !== null) return { kind: "null", ...written() };
  throw new SyntaxError("unknown table constraint");
}

function readReferences(reader: Reader): References {
  const parent = nameOf(reader.next());
  const parentColumns = reader.nameList();
  let onDelete: Action = "NO ACTION";
  let onUpdate: Action = "NO ACTION";
  const written = { onDelete: false, onUpdate: false };
  for (;;) {
    if (reader.accept("MATCH")) reader.skip(1);
    else if (isWord(reader.peek(), "ON") && isWord(reader.peek(1), "DELETE", "UPDATE", "INSERT")) {
      reader.skip(1);
      const event: Token = reader.next();
      const action = reader.action();
      if (isWord(event, "DELETE")) [onDelete, written.onDelete] = [action, true];
      else if (isWord(event, "UPDATE")) [onUpdate, written.onUpdate] = [action, true];
    } else return { parent, parentColumns, onDelete, onUpdate, written, deferred: false };
  }
}
