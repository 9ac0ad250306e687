import type { Pair } from "../judge/pair.ts";

/** Names that SQL text, scripts and shells stumble over, each with its trap. */
const odd: readonly (readonly [string, string])[] = [
  ["order details", "a blank splits an unquoted name in two"],
  ["two\nlines", "a newline in a name ends a line comment and a shell's line"],
  ["with\ttab", "a tab is a blank like any other to a careless reader"],
  ['say "hi"', "a double quote inside a double-quoted name is doubled"],
  ["back`tick", "a backtick inside a name"],
  ["right]bracket", "a closing bracket cannot be written in brackets"],
  ["it's", "a single quote ends a string when the name is put into a literal"],
  ["a;b", "a semicolon ends a statement for a script that splits by it"],
  ["x -- y", "two hyphens begin no comment inside quotes"],
  ["x /* y", "a comment that never ends, inside a name"],
  ["main.users", "a dot inside a name is no schema"],
  ["select", "a keyword as name"],
  ["table", "the keyword the statement itself holds"],
  ["references", "the word that begins a foreign key"],
  ["größe", "letters beyond ASCII are compared byte by byte"],
  ["ÄÖÜ", "capital letters beyond ASCII are not folded"],
  ["📚", "a name of one character beyond the basic plane"],
  ["a%b_c", "the wildcards of LIKE"],
  ["a*b?[c", "the wildcards of GLOB"],
  ["$1", "what String.replace takes for a group"],
  ["$&", "what String.replace takes for the whole match"],
  ["?1", "a bound parameter, if it were not quoted"],
  ["42", "a number as name"],
  [" padded ", "blanks at both ends belong to the name"],
  ["l".repeat(300), "a name far longer than a line"],
  ["__proto__", "a property every JavaScript object has"],
  ["constructor", "a method every JavaScript object inherits"],
];

const q = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (name: string): string => `'${name.replaceAll("'", "''")}'`;

/** A table, its column, an index, a trigger, a view and a child that all bear the name. */
function world(name: string, title: string, note: string): string {
  const [table, column] = [q(name), q(name)];
  return `
    CREATE TABLE ${table} (id INTEGER PRIMARY KEY AUTOINCREMENT, ${column} TEXT${title}, up INTEGER REFERENCES ${table} (id) ON DELETE CASCADE);
    CREATE TABLE child (id INTEGER PRIMARY KEY, ${column} INTEGER NOT NULL REFERENCES ${table} (id) ON DELETE CASCADE${note});
    CREATE TABLE log (line TEXT);
    CREATE INDEX ${q(`${name} idx`)} ON ${table} (${column} COLLATE NOCASE, up DESC) WHERE ${column} IS NOT NULL;
    CREATE TRIGGER ${q(`${name} trg`)} AFTER UPDATE OF ${column} ON ${table} WHEN new.${column} <> old.${column} BEGIN INSERT INTO log VALUES (${text(name)} || new.${column}); END;
    CREATE VIEW ${q(`${name} view`)} AS SELECT t.${column} AS ${column}, c.id FROM ${table} AS t JOIN child AS c ON c.${column} = t.id;`;
}

const rows = (name: string): string => `
    INSERT INTO ${q(name)} (id, ${q(name)}, up) VALUES (3, ${text(name)}, NULL), (7, NULL, 3), (8, '0010', 7);
    INSERT INTO child (id, ${q(name)}) VALUES (1, 3), (2, 7);
    DELETE FROM ${q(name)} WHERE id = 8;`;

const shown = (name: string): string => JSON.stringify(name.length > 20 ? `${name.slice(0, 5)}…` : name);

/** Everything bears an odd name: the table is rebuilt, its child gets a column more. */
export const oddNames: readonly Pair[] = odd.map(([name, trap]) => ({
  name: `everything is called ${shown(name)}`,
  trap,
  actual: world(name, "", "") + rows(name),
  target: world(
    name,
    ` DEFAULT 'none' CHECK (length(${q(name)}) > 0)`,
    `, ${q(`new ${name}`)} TEXT DEFAULT 'n/a'`,
  ),
}));
