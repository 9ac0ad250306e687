import type { Statement } from "../sql/statements.ts";
import { isOperator, isWord, nameOf } from "../sql/tokens.ts";

/** Why a statement of a script must not run because it reaches outside the database in memory, or null. */
export function reachesOutside(statement: Statement): string | null {
  const [first] = statement;
  if (isWord(first, "ATTACH", "DETACH")) return `${first.text.toUpperCase()} opens another database file`;
  if (isWord(first, "VACUUM") && statement.some((token) => isWord(token, "INTO"))) {
    return "VACUUM INTO writes a file";
  }
  if (isWord(first, "PRAGMA") && statement.some((token) => isWord(token, ...filePragmas))) {
    return "this PRAGMA names files";
  }
  const call = statement.find((token, i) => calls(statement, i) && reaching.has(nameOf(token).toLowerCase()));
  return call ? `${nameOf(call)}() reads or runs files` : null;
}

const filePragmas = ["TEMP_STORE_DIRECTORY", "DATA_STORE_DIRECTORY", "LOCK_PROXY_FILE"];
const reaching = new Set(["load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"]);

const ofReaching = new RegExp([...reaching].join("|"), "i");

/** Whether a text has the name of a function in it that reads or runs files, if only as a part of another word. */
export function mayCallOutside(sql: string): boolean {
  return ofReaching.test(sql);
}

function calls(statement: Statement, at: number): boolean {
  const token = statement[at];
  const isName = token?.kind === "word" || token?.kind === "quoted";
  return isName && isOperator(statement[at + 1], "(") && !isTable(statement, at);
}

/** Whether the name of a table stands there, with its columns behind it. */
function isTable(statement: Statement, at: number): boolean {
  const before = statement[at - 1];
  if (isOperator(before, ".") || isWord(before, "TABLE", "EXISTS", "REFERENCES", "INTO")) return true;
  const makesIndex = isWord(statement[0], "CREATE") && isWord(statement[1], "INDEX", "UNIQUE");
  return makesIndex && isWord(before, "ON");
}
