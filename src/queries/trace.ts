/** A tag, a method of a driver, a file of SQL, or a driver's name. */
const sign =
  /\bsql\s*(?:<[^`]{0,200}>)?`|\.(?:prepare|pragma)\s*[(<]|\.sql["'`]|["'](?:better-sqlite3|node:sqlite|bun:sqlite|sqlite3?|libsql|@libsql\/client[\w/]*)["']/i;

/** The beginning of a text that may be a statement, comments before it aside. */
const beginning =
  /["'`]\s*(?:--[^\n]*\n\s*|\/\*(?:[^*]|\*(?!\/))*\*\/\s*)*(select|insert|update|delete|replace|with|values|create|drop|alter|pragma|begin|commit|end|rollback|savepoint|release|attach|detach|vacuum|explain|analyze|reindex)\b/gi;

/** How a statement goes on, which a label (`"Update the entry"`) does not. */
const continued: Readonly<Record<string, RegExp>> = {
  select: /^\s+(?:[-*(\d'"?:@$]|(?:case|exists|null|not|distinct|all)\b|\w+\s*\()|^[^;]*?[\s"'`]from[\s"'`]/i,
  insert: /^\s+(?:or\s+\w+\s+)?into\b/i,
  update: /^[^;]*?[\s"'`]set[\s"'`]/i,
  delete: /^\s+from\b/i,
  replace: /^\s+into\b/i,
  with: /^\s+(?:recursive\s|\S+\s*(?:\([^)]*\)\s*)?as\b)/i,
  values: /^\s*\(/,
  create: /^\s+(?:temp|temporary|table|unique|index|view|trigger|virtual)\b/i,
  drop: /^\s+(?:table|index|view|trigger)\b/i,
  alter: /^\s+table\b/i,
  pragma: /^\s+\w/,
  release: /^\s+(?:savepoint\s|\S+["'`])/i,
  savepoint: /^\s+\S/,
  attach: /^\s+(?:database\b|['"?:@$])/i,
  detach: /^\s+\w/,
  explain: /^\s+(?:query|select|insert|update|delete|with)\b/i,
  reindex: /^\s+\w/,
};

/** How far a text is looked at: a second word of a statement stands closer. */
const reach = 2_000;

/** Whether a file may hold SQL, by its text alone. A file without a trace need not be parsed. */
export function hasTraceOfSql(text: string): boolean {
  if (sign.test(text)) return true;
  for (const found of text.matchAll(beginning)) {
    const [whole, word = ""] = found;
    const start = found.index + whole.length;
    const rest = text.slice(start, start + reach);
    // A word in capitals is none of a label: `"DELETE "`, but an HTTP method stands alone.
    const isShouted = word === word.toUpperCase() && /^\s+[^\s"'`]|^\s+["'`]\s*\+/.test(rest);
    if (isShouted || (continued[word.toLowerCase()] ?? alone).test(rest)) return true;
  }
  return false;
}

/** BEGIN, COMMIT and the like may be all of a text. */
const alone = /^\s*(?:immediate|deferred|exclusive|concurrent|transaction|work|to\s+\S+|;|\s)*["'`]/i;
