import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { commandLine } from "./command-line.ts";
import { lay, type Workbench } from "./judge/workbench.ts";
import { type Case, judgeMended, judgeRefused, type Refused } from "./mended.ts";

const users = `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, active INTEGER, updated_at TEXT DEFAULT 'never');
  CREATE TABLE log (line TEXT);`;
const noisy = `CREATE TRIGGER z_touch AFTER UPDATE ON users BEGIN UPDATE users SET updated_at = 'now' WHERE id = new.id; END;
  CREATE TRIGGER a_audit AFTER UPDATE OF active ON users -- said by hand
    BEGIN INSERT INTO log VALUES ('update ' || old.active); END;
  CREATE TRIGGER guard BEFORE UPDATE ON users WHEN old.active = 'true' BEGIN SELECT RAISE(ABORT, 'not so'); END;`;
const model = `/** @table */ export interface User { id: number; name: string | null; active: boolean | null; updatedAt: string | null }
  /** @table log */ export interface Line { line: string | null }`;

const another = "CREATE TRIGGER a_audit AFTER UPDATE ON users BEGIN INSERT INTO log VALUES ('x'); END";
const later = "CREATE TRIGGER later AFTER UPDATE ON users BEGIN INSERT INTO log VALUES ('later'); END";
const [touch = "", audit = "", guard = ""] = noisy.split(/;\s*(?=CREATE)|;$/);
const triggersBefore = [audit, guard, touch].join("\n");
const triggersSince = [another, later, touch].join("\n");

const booleans: readonly Case[] = [
  {
    name: "words for booleans become 1 and 0 without a trigger firing, forth or back",
    actual: `${users}${noisy}INSERT INTO users (id, name, active) VALUES (1, 'a', 'true'), (2, 'b', ' FALSE '), (3, 'c', 1), (4, 'd', 'off'), (5, 'e', NULL), (6, 'f', 'Y');`,
    target: "",
    types: model,
    inPlace: true,
    query: "SELECT id, active, typeof(active), updated_at, (SELECT count(*) FROM log) FROM users",
    repaired: [
      [1, 1, "integer", "never", 0],
      [2, 0, "integer", "never", 0],
      [3, 1, "integer", "never", 0],
      [4, 0, "integer", "never", 0],
      [5, null, "null", "never", 0],
      [6, 1, "integer", "never", 0],
    ],
    since:
      "UPDATE users SET active = 0 WHERE id = 1; DELETE FROM users WHERE id = 2; INSERT INTO users (id, active) VALUES (9, 1); UPDATE users SET name = 'g' WHERE id = 6;",
    back: [
      [1, 0, "integer", "now", 1],
      [3, 1, "integer", "never", 1],
      [4, "off", "text", "never", 1],
      [5, null, "null", "never", 1],
      [6, "Y", "text", "now", 1],
      [9, 1, "integer", "never", 1],
    ],
  },
  {
    name: "a trigger that is changed, made or dropped meanwhile does not fire and stays as it is",
    actual: `${users}${noisy}INSERT INTO users (id, active) VALUES (1, 'true'), (2, 'no');`,
    target: "",
    types: model,
    inPlace: true,
    query:
      "SELECT active, updated_at, (SELECT group_concat(line) FROM log), (SELECT group_concat(sql, char(10)) FROM (SELECT * FROM sqlite_schema WHERE type = 'trigger' ORDER BY name)) FROM users",
    repaired: [
      [1, "never", null, triggersBefore],
      [0, "never", null, triggersBefore],
    ],
    since: `DROP TRIGGER guard; DROP TRIGGER a_audit; ${another};${later};`,
    back: [
      ["true", "never", null, triggersSince],
      ["no", "never", null, triggersSince],
    ],
  },
  {
    name: "what is no word becomes what a backfill says, and words what they say",
    actual: `${users}INSERT INTO users (id, active) VALUES (1, 'true'), (2, 'maybe'), (3, 2), (4, x'01');`,
    target: "",
    types: model,
    config: { backfills: { users: { active: "CASE active WHEN 2 THEN 1 ELSE 0 END" } } },
    inPlace: true,
    query: "SELECT id, active FROM users",
    repaired: [
      [1, 1],
      [2, 0],
      [3, 1],
      [4, 0],
    ],
    since: "UPDATE users SET active = 1 WHERE id = 2",
    back: [
      [1, "true"],
      [2, 1],
      [3, 2],
      [4, Buffer.from([1])],
    ],
  },
  {
    name: "what is no word stays for a person, and stands in nobody's way",
    actual: `${users}INSERT INTO users (id, active) VALUES (1, 'true'), (2, 'maybe'), (3, 2);`,
    target: "",
    types: model,
    inPlace: true,
    stays: ["non-boolean-value"],
    query: "SELECT id, active FROM users",
    repaired: [
      [1, 1],
      [2, "maybe"],
      [3, 2],
    ],
    since: "UPDATE users SET active = 0 WHERE id = 2",
    back: [
      [1, "true"],
      [2, 0],
      [3, 2],
    ],
  },
  {
    name: "a value that a CHECK forbids is mended, and comes back all the same",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, active INTEGER NOT NULL CHECK (active IN (0, 1)));
      PRAGMA ignore_check_constraints = ON; INSERT INTO users VALUES (1, 'true'), (2, 'f'), (3, 1); PRAGMA ignore_check_constraints = OFF;`,
    byHand: true,
    target: "",
    types: "/** @table */ export interface User { id: number; active: boolean }",
    inPlace: true,
    query: "SELECT id, active FROM users",
    repaired: [
      [1, 1],
      [2, 0],
      [3, 1],
    ],
    since: "UPDATE users SET active = 1 WHERE id = 2",
    back: [
      [1, "true"],
      [2, 1],
      [3, 1],
    ],
  },
  {
    name: "without a rowid, rows are known by their key, whatever it is",
    actual: `CREATE TABLE flags (scope TEXT COLLATE NOCASE, name TEXT, active BOOLEAN, twice INTEGER AS (active * 2) STORED, PRIMARY KEY (scope, name)) WITHOUT ROWID;
      CREATE INDEX flags_twice ON flags (twice);
      INSERT INTO flags (scope, name, active) VALUES ('A', 'x', 'yes'), ('a', 'y', 0), ('b', x'00', 'no'), ('b', 'z', 'no');`,
    target: "",
    types:
      "/** @table\n * @primaryKey (scope, name) */ export interface Flag { scope: string; name: string; active: boolean | null; /** @generated active * 2 stored */ twice: number | null }",
    inPlace: true,
    stays: ["foreign-storage-class"],
    query: "SELECT scope, hex(name), active, twice FROM flags ORDER BY 1, 2",
    repaired: [
      ["A", "78", 1, 2],
      ["a", "79", 0, 0],
      ["b", "00", 0, 0],
      ["b", "7A", 0, 0],
    ],
    since: "UPDATE flags SET active = 1 WHERE name = 'z'; UPDATE flags SET name = 'w' WHERE name = 'x'",
    back: [
      ["A", "77", 1, 2],
      ["a", "79", 0, 0],
      ["b", "00", "no", 0],
      ["b", "7A", 1, 2],
    ],
  },
  {
    name: "a unique column is mended in a table made anew, where one value waits for the other's place",
    actual: `CREATE TABLE ranks (id INTEGER PRIMARY KEY, place INTEGER UNIQUE, note TEXT);
      CREATE TRIGGER loud AFTER UPDATE ON ranks BEGIN UPDATE ranks SET note = 'loud'; END;
      INSERT INTO ranks VALUES (1, '1st', 'a'), (2, '2nd', 'b'), (3, 7, 'c');`,
    target:
      "CREATE TABLE ranks (id INTEGER PRIMARY KEY, place INTEGER UNIQUE, note TEXT);\nCREATE TRIGGER loud AFTER UPDATE ON ranks BEGIN UPDATE ranks SET note = 'loud'; END;",
    config: { backfills: { ranks: { place: "CAST(place AS INTEGER)" } } },
    query: "SELECT * FROM ranks",
    repaired: [
      [1, 1, "a"],
      [2, 2, "b"],
      [3, 7, "c"],
    ],
    since: "DROP TRIGGER loud; UPDATE ranks SET place = 9 WHERE id = 2",
    back: [
      [1, "1st", "a"],
      [2, 9, "b"],
      [3, 7, "c"],
    ],
  },
  {
    name: "a value that waits for the place of another in a unique index gets it, in a table made anew",
    actual: `CREATE TABLE doors (id INTEGER PRIMARY KEY, state TEXT); CREATE UNIQUE INDEX one ON doors (lower(state));
      INSERT INTO doors VALUES (1, 'OPEN'), (2, 'Closed'), (3, NULL);`,
    target: "",
    types: '/** @table */ export interface Door { id: number; state: "open" | "closed" | null }',
    config: {
      backfills: { doors: { state: "CASE lower(state) WHEN 'open' THEN 'closed' ELSE 'open' END" } },
    },
    query: "SELECT * FROM doors",
    repaired: [
      [1, "closed"],
      [2, "open"],
      [3, null],
    ],
    since: "INSERT INTO doors VALUES (4, NULL)",
    back: [
      [1, "OPEN"],
      [2, "Closed"],
      [3, null],
      [4, null],
    ],
  },
];

describe("booleans", () => judgeMended(booleans));

const events = "CREATE TABLE events (id INTEGER PRIMARY KEY, starts_at TEXT, tags TEXT, n INTEGER);";
const eventTypes =
  "/** @table */ export interface Event { id: number; startsAt: Date | null; tags: string[] | null; n: number | null }";

const stated: readonly Case[] = [
  {
    name: "dates, JSON and numbers become what backfills say, together in one step",
    actual: `${events}INSERT INTO events VALUES (1, '31.12.2026', 'red', 1), (2, '2026-02-01', '["a"]', 'two'), (3, NULL, '{}', ''), (4, '01.02.2026', NULL, 4);`,
    target: "",
    types: eventTypes,
    config: {
      backfills: {
        events: {
          starts_at:
            "substr(starts_at, 7) || '-' || substr(starts_at, 4, 2) || '-' || substr(starts_at, 1, 2)",
          tags: "CASE WHEN json_valid(tags) THEN json_array() ELSE json_array(tags) END",
          n: "NULL",
        },
      },
    },
    inPlace: true,
    query: "SELECT * FROM events",
    repaired: [
      [1, "2026-12-31", '["red"]', 1],
      [2, "2026-02-01", '["a"]', null],
      [3, null, "[]", null],
      [4, "2026-02-01", null, 4],
    ],
    since:
      "UPDATE events SET tags = '[]' WHERE id = 1; UPDATE events SET n = 2 WHERE id = 2; DELETE FROM events WHERE id = 4",
    back: [
      [1, "31.12.2026", "[]", 1],
      [2, "2026-02-01", '["a"]', 2],
      [3, null, "{}", ""],
    ],
  },
  {
    name: "mixed dates are written in the way of a backfill, as far as they keep their moment",
    actual: `CREATE TABLE events (id INTEGER PRIMARY KEY, starts_at DATETIME); INSERT INTO events (id, starts_at) VALUES (1, '2026-05-01 10:00:00'), (2, '2026-05-01T09:00:00.250Z'), (3, '2026-05-01T12:00:00+02:00'), (4, 1777629600), (5, '2026-05-01T10:00:00.123456Z'), (6, NULL);`,
    target: "",
    types: "/** @table */ export interface Event { id: number; startsAt: Date | null }",
    config: {
      backfills: {
        events: {
          starts_at:
            "CASE WHEN typeof(starts_at) = 'text' THEN strftime('%Y-%m-%dT%H:%M:%fZ', starts_at) ELSE strftime('%Y-%m-%dT%H:%M:%fZ', starts_at, 'unixepoch') END",
        },
      },
    },
    inPlace: true,
    stays: [],
    query: "SELECT id, starts_at FROM events",
    repaired: [
      [1, "2026-05-01T10:00:00.000Z"],
      [2, "2026-05-01T09:00:00.250Z"],
      [3, "2026-05-01T10:00:00.000Z"],
      [4, "2026-05-01T10:00:00.000Z"],
      [5, "2026-05-01T10:00:00.123456Z"],
      [6, null],
    ],
    since: "UPDATE events SET starts_at = '2026-06-01T00:00:00.000Z' WHERE id = 1",
    back: [
      [1, "2026-06-01T00:00:00.000Z"],
      [2, "2026-05-01T09:00:00.250Z"],
      [3, "2026-05-01T12:00:00+02:00"],
      [4, 1777629600],
      [5, "2026-05-01T10:00:00.123456Z"],
      [6, null],
    ],
  },
  {
    name: "values outside a set become what a backfill says, in a table that is made anew and renamed meanwhile",
    actual: `CREATE TABLE tasks (id INTEGER PRIMARY KEY, state TEXT, done TEXT);
      CREATE TRIGGER loud AFTER UPDATE ON tasks BEGIN UPDATE tasks SET done = 'loud'; END;
      INSERT INTO tasks VALUES (1, 'actve', '1'), (2, 'open', '0'), (3, NULL, NULL);`,
    target: "CREATE TABLE jobs (id INTEGER PRIMARY KEY, status TEXT, done INTEGER);",
    types: `/** @table jobs */ export interface Job { id: number; status: "active" | "open" | null; done: number | null }`,
    config: {
      renames: { tables: { tasks: "jobs" }, columns: { jobs: { state: "status" } } },
      backfills: { jobs: { status: "CASE status WHEN 'actve' THEN 'active' ELSE 'open' END" } },
    },
    query: "SELECT * FROM jobs",
    repaired: [
      [1, "active", 1],
      [2, "open", 0],
      [3, null, null],
    ],
    since: "INSERT INTO jobs VALUES (4, 'open', 1)",
    queryBack: "SELECT * FROM tasks",
    back: [
      [1, "actve", "1"],
      [2, "open", "0"],
      [3, null, null],
      [4, "open", "1"],
    ],
  },
  {
    name: "NULLs in a key are filled where a backfill says with what",
    actual: `CREATE TABLE codes (code TEXT PRIMARY KEY, title TEXT); INSERT INTO codes VALUES (NULL, 'a'), ('x', 'b'), (NULL, 'c');`,
    target: "",
    types:
      "/** @table codes */ export interface Code { /** @primaryKey */ code: string; title: string | null }",
    config: { backfills: { codes: { code: "'code-' || title" } } },
    query: "SELECT * FROM codes ORDER BY title",
    repaired: [
      ["code-a", "a"],
      ["x", "b"],
      ["code-c", "c"],
    ],
    since: "UPDATE codes SET code = 'mine' WHERE title = 'c'",
    back: [
      [null, "a"],
      ["x", "b"],
      ["mine", "c"],
    ],
  },
  {
    name: "a counter behind its rows is raised, and lowered again while nobody has counted on",
    actual: `CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER); CREATE TABLE bills (id INTEGER PRIMARY KEY AUTOINCREMENT);
      CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT);
      INSERT INTO orders VALUES (7, 100); INSERT INTO bills VALUES (5); INSERT INTO notes VALUES (3);
      UPDATE sqlite_sequence SET seq = 3 WHERE name = 'orders'; DELETE FROM sqlite_sequence WHERE name = 'bills'; UPDATE sqlite_sequence SET seq = 1 WHERE name = 'notes';`,
    target: `CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER); CREATE TABLE bills (id INTEGER PRIMARY KEY AUTOINCREMENT); CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT);`,
    inPlace: true,
    query: "SELECT * FROM sqlite_sequence ORDER BY name",
    repaired: [
      ["bills", 5],
      ["notes", 3],
      ["orders", 7],
    ],
    since: "INSERT INTO notes DEFAULT VALUES",
    back: [
      ["notes", 4],
      ["orders", 3],
    ],
  },
  {
    name: "a counter of a table whose id is renamed meanwhile, and whose other columns bear the names of the rowid",
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, rowid TEXT, oid TEXT, "_rowid_" TEXT); INSERT INTO notes VALUES (9, 'x', 'y', 'z');
      UPDATE sqlite_sequence SET seq = 2;`,
    target: `CREATE TABLE notes (no INTEGER PRIMARY KEY AUTOINCREMENT, rowid TEXT, oid TEXT, "_rowid_" TEXT);`,
    config: { renames: { columns: { notes: { id: "no" } } } },
    query: "SELECT * FROM sqlite_sequence",
    repaired: [["notes", 9]],
    since: "UPDATE notes SET oid = 'w'",
    back: [["notes", 2]],
  },
];

describe("what a person has stated", () => judgeMended(stated));

const library = `CREATE TABLE authors (id INTEGER PRIMARY KEY);
  CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, author_id INTEGER REFERENCES authors (id) ON DELETE CASCADE);
  CREATE TABLE loans (id INTEGER PRIMARY KEY, book_id INTEGER REFERENCES books ON DELETE CASCADE);`;
const loud = `CREATE TRIGGER loud AFTER UPDATE ON books BEGIN DELETE FROM authors; END;
  CREATE TRIGGER gone AFTER DELETE ON books BEGIN DELETE FROM authors; END;
  CREATE TRIGGER come AFTER INSERT ON books BEGIN DELETE FROM authors; END;`;
const rows = `INSERT INTO authors VALUES (1); INSERT INTO books VALUES (1, 'a', 1), (2, 'b', 77), (3, 'c', NULL), (4, 'd', 88);
  INSERT INTO loans VALUES (1, 1), (2, 3);`;
const orphans = (table: string, column: string, choice: string): object => ({
  orphans: { [table]: { [column]: choice } },
});
const all = "SELECT *, (SELECT count(*) FROM authors), (SELECT count(*) FROM loans) FROM books";

const keys: readonly Case[] = [
  {
    name: "a key without a parent becomes NULL under a foreign key that stands",
    actual: library + rows + loud,
    target: library + loud,
    config: orphans("books", "author_id", "set-null"),
    inPlace: true,
    query: all,
    repaired: [
      [1, "a", 1, 1, 2],
      [2, "b", null, 1, 2],
      [3, "c", null, 1, 2],
      [4, "d", null, 1, 2],
    ],
    since: "DROP TRIGGER loud; UPDATE books SET author_id = 1 WHERE id = 2",
    back: [
      [1, "a", 1, 1, 2],
      [2, "b", 1, 1, 2],
      [3, "c", null, 1, 2],
      [4, "d", 88, 1, 2],
    ],
  },
  {
    name: "rows without a parent are put aside under a foreign key that stands and nobody declares",
    actual: library + rows + loud,
    target: "",
    types: `/** @table */ export interface Author { id: number } /** @table */ export interface Loan { id: number; bookId: number | null }
      /** @table */ export interface Book { id: number; title: string | null; authorId: number | null }`,
    config: orphans("books", "author_id", "quarantine"),
    inPlace: true,
    query: all,
    repaired: [
      [1, "a", 1, 1, 2],
      [3, "c", null, 1, 2],
    ],
    since: "DROP TRIGGER gone; DELETE FROM books WHERE id = 3",
    back: [
      [1, "a", 1, 1, 1],
      [2, "b", 77, 1, 1],
      [4, "d", 88, 1, 1],
    ],
  },
  {
    name: "rows without a parent are deleted with leave, and come back",
    actual: library + rows + loud,
    target: library + loud,
    config: orphans("books", "author_id", "delete"),
    leave: true,
    inPlace: true,
    query: all,
    repaired: [
      [1, "a", 1, 1, 2],
      [3, "c", null, 1, 2],
    ],
    since: "INSERT INTO loans VALUES (9, 1)",
    back: [
      [1, "a", 1, 1, 3],
      [2, "b", 77, 1, 3],
      [3, "c", null, 1, 3],
      [4, "d", 88, 1, 3],
    ],
  },
  {
    name: "under a key to the table itself all that hangs on an orphan goes along, cycles left alone",
    actual: `CREATE TABLE parts (code TEXT PRIMARY KEY COLLATE NOCASE, whole TEXT REFERENCES parts) WITHOUT ROWID;
      INSERT INTO parts VALUES ('root', NULL), ('leaf', 'ROOT'), ('lost', 'gone'), ('below', 'LOST'), ('deeper', 'below'), ('ring', 'round'), ('round', 'ring');`,
    target:
      "CREATE TABLE parts (code TEXT PRIMARY KEY COLLATE NOCASE, whole TEXT REFERENCES parts) WITHOUT ROWID;",
    config: orphans("parts", "whole", "quarantine"),
    inPlace: true,
    query: "SELECT code FROM parts",
    repaired: [["leaf"], ["ring"], ["root"], ["round"]],
    since: "INSERT INTO parts VALUES ('new', 'root')",
    back: [["below"], ["deeper"], ["leaf"], ["lost"], ["new"], ["ring"], ["root"], ["round"]],
  },
];

describe("orphans of keys that stand", () => judgeMended(keys));

describe("what stands in the way", () => {
  const cases: readonly Refused[] = [
    [
      "a mended value that another row has in a unique index",
      {
        actual: `CREATE TABLE ranks (id INTEGER PRIMARY KEY, place INTEGER); CREATE UNIQUE INDEX places ON ranks (place);
          INSERT INTO ranks VALUES (1, 'first'), (2, 1);`,
        target:
          "CREATE TABLE ranks (id INTEGER PRIMARY KEY, place INTEGER); CREATE UNIQUE INDEX places ON ranks (place);",
        config: { backfills: { ranks: { place: "1" } } },
      },
      /1 row stands in\s+the way/,
    ],
    [
      "a backfill that makes NULL of a value",
      {
        actual: `${events}INSERT INTO events (id, starts_at) VALUES (1, 'soon'), (2, '31.12.2026');`,
        target: "",
        types: eventTypes,
        config: { backfills: { events: { starts_at: "date(starts_at)" } } },
      },
      /2 rows stand in\s+the way \(id 1, 2\)/,
    ],
    [
      "a backfill whose value offends like the old one",
      {
        actual: `${events}INSERT INTO events (id, n) VALUES (1, 'three'), (2, 'four');`,
        target: "",
        types: eventTypes,
        config: { backfills: { events: { n: "CASE n WHEN 'three' THEN '3' ELSE 'vier' END" } } },
      },
      /1 row stands in\s+the way \(id 2\)/,
    ],
    [
      "NULL for a column that may not be NULL",
      {
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER NOT NULL); INSERT INTO books VALUES (1, 'many');",
        target: "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER NOT NULL);",
        config: { backfills: { books: { pages: "NULL" } } },
      },
      /1 row stands in\s+the way \(id 1\)/,
    ],
    [
      "a CHECK that the new value breaks",
      {
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER, read INTEGER, CHECK (read <= pages)); INSERT INTO books VALUES (1, 'many', 7), (2, 'few', 0);",
        target:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER, read INTEGER, CHECK (read <= pages));",
        config: { backfills: { books: { pages: "1" } } },
      },
      /1 row stands in\s+the way \(id 1\)/,
    ],
    [
      "a row that others point at by the old value",
      {
        actual: `CREATE TABLE flags (id INTEGER PRIMARY KEY, code INTEGER UNIQUE); CREATE TABLE uses (id INTEGER PRIMARY KEY, code REFERENCES flags (code) ON UPDATE CASCADE);
          INSERT INTO flags VALUES (1, 'one'), (2, 2); INSERT INTO uses VALUES (5, 'one');`,
        target:
          "CREATE TABLE flags (id INTEGER PRIMARY KEY, code INTEGER UNIQUE); CREATE TABLE uses (id INTEGER PRIMARY KEY, code REFERENCES flags (code) ON UPDATE CASCADE);",
        config: { backfills: { flags: { code: "1" } } },
      },
      /1 row stands in\s+the way \(id 5\)/,
    ],
    [
      "a new key that leads to no parent",
      {
        actual: `${library}INSERT INTO authors VALUES (1); INSERT INTO books VALUES (1, 'a', 'Ada');`,
        target: library,
        config: { backfills: { books: { author_id: "9" } } },
      },
      /1 row stands in\s+the way \(id 1\)/,
    ],
    [
      "an index that cannot be computed from the new value",
      {
        actual:
          "CREATE TABLE jobs (id INTEGER PRIMARY KEY, n INTEGER); CREATE INDEX sizes ON jobs (abs(n)); INSERT INTO jobs VALUES (1, 'one');",
        target: "CREATE TABLE jobs (id INTEGER PRIMARY KEY, n INTEGER); CREATE INDEX sizes ON jobs (abs(n));",
        config: { backfills: { jobs: { n: "-9223372036854775808" } } },
      },
      /cannot be asked:\s+integer\s+overflow/,
    ],
    [
      "an orphan that rows of another table point at",
      {
        actual: `${library}INSERT INTO books VALUES (2, 'b', 77); INSERT INTO loans VALUES (6, 2);`,
        target: library,
        config: orphans("books", "author_id", "quarantine"),
      },
      /1 row stands in\s+the way \(id 6\)/,
    ],
  ];
  judgeRefused(cases);
});

describe("what is left to a person", () => {
  let bench: Workbench;
  afterEach(() => bench.remove());

  test("rows that a trigger keeps a full-text index of, which would fall behind in silence", async () => {
    bench = lay({
      ...{ name: "", trap: "", target: "" },
      actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, done INTEGER); CREATE VIRTUAL TABLE words USING fts5 (done);
        INSERT INTO notes VALUES (1, 'yes');
        CREATE TRIGGER indexed AFTER UPDATE ON notes BEGIN INSERT INTO words VALUES (new.done); END;`,
      types: "/** @table */ export interface Note { id: number; done: boolean | null }",
    });
    const bytes = readFileSync(bench.database);
    const { code, out } = await commandLine(bench.folder, "repair", "--apply");
    expect(code).toBe(1);
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      "The trigger indexed keeps a virtual table in step with notes",
    );
    expect(readFileSync(bench.database).equals(bytes)).toBe(true);
  });
});
