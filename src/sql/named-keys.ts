import type { Clause } from "./create-table.ts";

const name = '(?:"[^",]+"|[A-Za-z_]\\w*)';
// What else JavaScript calls blank SQLite does not, or not everywhere.
const blank = "[ \\t\\n\\f\\r]*";
const names = `\\(${blank}(${name}(?:${blank},${blank}${name})*)${blank}\\)`;

/** A foreign key with a name and no action, and what stands behind it. */
const namedKey = new RegExp(
  [
    `(CONSTRAINT\\b`,
    `(${name})`,
    "\\bFOREIGN",
    "KEY",
    names,
    "REFERENCES\\b",
    `(${name})`,
    `${names})`,
    `(,${blank}|\\)${blank}$)`,
  ].join(blank),
  "iy",
);

/**
 * The constraints behind the columns of a CREATE TABLE text, from the first CONSTRAINT on, where each is such a key, as
 * most are: a third of what it takes to read them word by word. Null where one is anything else.
 */
export function readNamedKeys(sql: string, start: number): Clause[] | null {
  const keys: Clause[] = [];
  namedKey.lastIndex = start;
  for (;;) {
    const found = namedKey.exec(sql);
    if (found === null) return null;
    const part = (number: number): string => found[number] ?? "";
    keys.push({
      kind: "foreign-key",
      name: unquoted(part(2)),
      columns: listed(part(3)),
      parent: unquoted(part(4)),
      parentColumns: listed(part(5)),
      onDelete: "NO ACTION",
      onUpdate: "NO ACTION",
      written: { onDelete: false, onUpdate: false },
      deferred: false,
      span: { start: found.index, end: found.index + part(1).length },
    });
    if (!part(6).startsWith(",")) return keys;
  }
}

function listed(written: string): string[] {
  return written.includes(",") ? written.split(",").map(unquoted) : [unquoted(written)];
}

function unquoted(written: string): string {
  const bare = written.trim();
  return bare.startsWith('"') ? bare.slice(1, -1) : bare;
}
