/** A tag, a method of a driver, a file of SQL, a driver's name. */
const sign =
  /\bsql\s*(?:<[^`]{0,200}>)?`|\.(?:prepare|pragma)\s*[(<]|\.sql["'`?]|["'](?:npm:)?(?:better-sqlite3|node:sqlite|bun:sqlite|sqlite3?|libsql|@libsql\/client)(?:@[^"'\n]*|\/[\w/]+)?["']/i;

/** Something called `sql` that is handed on. */
const parameter = /[({,]\s*sql\s*\??\s*[:,})=]/;

/** A method that takes SQL, given something that is called so. */
const handed =
  /(?<!\bPromise)\.(?:query|exec|executeMultiple|run|get|all|each|iterate|execute|batch)\s*(?:<[^()]{0,200}>)?\(\s*(?:this\s*\.\s*#?)?(?:\w*(?:[sS]ql|SQL|[qQ]uer(?:y|ies)|QUERY|QUERIES|[sS]tatements?|[sS]tmt)|[A-Z0-9_]*(?:SELECT|INSERT|UPDATE|DELETE)[A-Z0-9_]*)\s*[,).[]/;

/** The beginning of a text that may be a statement: white space, as it is or in letters, and comments may stand before it. */
const beginning =
  /(["'`])(?:[\s;]|\\[nrt]|--(?:(?!\\n)[^\n])*(?:\n|\\n)|\/\*(?:[^*]|\*(?!\/))*\*\/)*(select|insert|update|delete|replace|with|values|create|drop|alter|pragma|begin|commit|end|rollback|savepoint|release|attach|detach|vacuum|explain|analyze|reindex)\b/gi;

/** How a statement goes on, which a label (`"Update the entry"`) does not. */
const continued: Readonly<Record<string, RegExp>> = {
  select:
    /^\s+(?:[-*(\d'"?:@$]|(?:case|exists|null|not|distinct|all|current_\w+)\b|\w+\s*\()|^[^;]*?(?:[\s"'`]|\\[nrt])from[\s"'`\\]/i,
  insert: /^\s+(?:or\s+\w+\s+)?into\b/i,
  update: /^[^;<]*?(?:[\s"'`]|\\[nrt])set[\s"'`\\]/i,
  delete: /^\s+from\b/i,
  replace: /^\s+into\b/i,
  with: /^\s+(?:recursive\s|\S+\s*(?:\([^)]*\)\s*)?as\b)/i,
  values: /^\s*\(/,
  create: /^\s+(?:temp|temporary|table|unique|index|view|trigger|virtual)\b/i,
  drop: /^\s+(?:table|index|view|trigger)\b/i,
  alter: /^\s+table\b/i,
  pragma: /^\s+\w/,
  begin: /^\s+(?:immediate|deferred|exclusive|concurrent|transaction)\b/i,
  commit: /^\s+(?:transaction|work)\b/i,
  end: /^\s+transaction\b/i,
  rollback: /^\s+(?:transaction|work|to)\b/i,
  release: /^\s+(?:savepoint\s|[\w$]+["'`;])/i,
  savepoint: /^\s+\S/,
  attach: /^\s+(?:database\b|['"?:@$])/i,
  detach: /^\s+\w/,
  explain: /^\s+(?:query|select|insert|update|delete|with)\b/i,
  reindex: /^\s+\w/,
};

/** The rest of a statement of which only the first word stands in a text: `["SELECT", columns, "FROM readers"]`. */
const inPieces = /^["'`][^;]*?["'`]\s*(?:from|into|set|table|index)\b/i;

/** What is a statement all by itself, by the word that is all of a text. */
const alone = /^(?:begin|commit|end|rollback|vacuum|analyze|reindex)$/i;

/** How far a text is looked at: a second word of a statement stands closer. */
const reach = 2_000;

/** Whether a file may hold SQL, by its text alone. A file without a trace is no file of statements, and need not be parsed. */
export function hasTraceOfSql(text: string): boolean {
  if (sign.test(text) || parameter.test(text) || handed.test(text)) return true;
  for (const found of text.matchAll(beginning)) {
    const [whole, quote = "", word = ""] = found;
    const start = found.index + whole.length;
    const rest = text.slice(start, start + reach);
    if (isStatement(word, rest, quote) || (alone.test(word) && isHandedOver(text, found.index))) return true;
  }
  return false;
}

function isStatement(word: string, rest: string, quote: string): boolean {
  const isShouted = word === word.toUpperCase();
  if (rest.startsWith(quote))
    return isShouted && alone.test(word) && word !== "END" ? true : inPieces.test(rest);
  // A word in capitals is none of a label: `"DELETE "`, but an HTTP method stands alone.
  if (isShouted && /^\s+[^\s"'`]|^\s+["'`]\s*\+/.test(rest)) return true;
  return (continued[word.toLowerCase()] ?? /^;/).test(rest);
}

/** Whether a text is given to a method that runs it: `db.exec("begin")`. */
function isHandedOver(text: string, at: number): boolean {
  return /\.(?:exec|run|query|execute|get|all)\s*\(\s*$/.test(text.slice(Math.max(0, at - 40), at));
}
