import { splitStatements } from "../sql/statements.ts";
import { isOperator, isWord, nameOf, type Token } from "../sql/tokens.ts";

/** What a CREATE statement creates, and on which table or view. */
export interface Created {
  readonly type: "table" | "index" | "view" | "trigger";
  readonly name: string;
  /** The name itself where it hangs on nothing. */
  readonly table: string;
}

/**
 * What a text creates that SQLite could have stored: one CREATE statement as the schema of a database has it, so without
 * TEMP, IF NOT EXISTS, the name of a database or AS SELECT. Null for any other text. https://www.sqlite.org/schematab.html
 */
export function createdBy(sql: string): Created | null {
  const [statement, ...others] = splitStatements(sql);
  // SQLite tells words apart by fewer blanks than JavaScript has.
  if (statement === undefined || others.length > 0 || !/^CREATE[ \t\n\f\r]/i.test(sql)) return null;
  const [, first, second, third, fourth] = statement;
  if (isWord(first, "TABLE") && isOperator(third, "(")) return alone("table", second);
  if (isWord(first, "VIRTUAL") && isWord(second, "TABLE") && isWord(fourth, "USING"))
    return alone("table", third);
  if (isWord(first, "VIEW") && (isWord(third, "AS") || isOperator(third, "("))) return alone("view", second);
  if (isWord(first, "INDEX") && isWord(third, "ON")) return on("index", second, fourth);
  if (isWord(first, "UNIQUE") && isWord(second, "INDEX") && isWord(fourth, "ON"))
    return on("index", third, statement[5]);
  return isWord(first, "TRIGGER") ? trigger(statement) : null;
}

function trigger(statement: readonly Token[]): Created | null {
  const at = statement.findIndex((token) => isWord(token, "ON"));
  if (at < 0 || isOperator(statement[3], ".")) return null;
  const isQualified = isOperator(statement[at + 2], ".");
  return on("trigger", statement[2], statement[isQualified ? at + 3 : at + 1]);
}

function alone(type: Created["type"], token: Token | undefined): Created | null {
  return on(type, token, token);
}

function on(type: Created["type"], name: Token | undefined, table: Token | undefined): Created | null {
  return name && table ? { type, name: nameOf(name), table: nameOf(table) } : null;
}
