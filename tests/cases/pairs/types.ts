import type { Pair } from "../judge/pair.ts";

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER);";
const rows = "INSERT INTO users VALUES (2, 'a@x', 30), (5, 'b@x', 7), (9, 'c@x', NULL);";
const type = (members: string, tags = ""): string =>
  `/** @table ${tags} */\nexport interface User {\n  id: number;\n  email: string | null;\n  age: number | null;\n${members}\n}\n`;
const table = (more: string, tail = ""): string =>
  `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER${more})${tail};`;

function added(name: string, trap: string, member: string, sql: string, more = ""): Pair {
  return {
    name: `types: ${name}`,
    trap,
    actual: users + rows,
    types: type(`  ${member}`),
    target: table(`, ${sql}`) + more,
  };
}

/** TypeScript types as the declaration: what they state must be reached, what they leave open must stay. */
export const types: readonly Pair[] = [
  added(
    "a nullable column",
    "an optional property is a nullable column",
    "nickname?: string;",
    "nickname TEXT",
  ),
  added(
    "a column with a default",
    "a default in a tag, with quotes and a closing comment sign's half",
    "/** @default 'it''s *' */\n  motto: string;",
    "motto TEXT NOT NULL DEFAULT 'it''s *'",
  ),
  added(
    "a default that only the moment knows",
    "CURRENT_TIMESTAMP on rows needs a rebuild",
    "/** @default CURRENT_TIMESTAMP */\n  createdAt: Date;",
    "created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP",
  ),
  added(
    "a backfilled column",
    "@backfill fills the rows there are",
    "/** @backfill 'user-' || id */\n  handle: string;",
    "handle TEXT NOT NULL",
  ),
  added(
    "a backfilled unique column",
    "uniqueness is asked of what the backfill gives",
    "/** @unique @backfill lower(email) */\n  handle: string;",
    "handle TEXT NOT NULL UNIQUE",
  ),
  added(
    "a literal union",
    "a new column gets the CHECK of its value set",
    '/** @default \'user\' */\n  role: "user" | "it\'s";',
    "role TEXT NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'it''s'))",
  ),
  added(
    "a number union that may be null",
    "NULL passes the CHECK",
    "level: 1 | 2 | -3 | null;",
    "level INTEGER CHECK (level IN (1, 2, -3))",
  ),
  added(
    "a collation and an index",
    "two tags, one column: the index comes after the column",
    "/** @collate NOCASE @index */\n  city: string | null;",
    "city TEXT COLLATE NOCASE",
    " CREATE INDEX i ON users (city);",
  ),
  added(
    "a virtual generated column",
    "computed, not filled",
    "/** @generated lower(email) */\n  readonly low: string | null;",
    "low TEXT AS (lower(email))",
  ),
  added(
    "a stored generated column",
    "a rebuild for a stored one",
    "/** @generated age * 2 stored */\n  readonly twice: number | null;",
    "twice INTEGER AS (age * 2) STORED",
  ),
  added(
    "a self-reference",
    "a nullable column that points at its own table",
    "/** @references users(id) @onDelete SET NULL */\n  bossId: number | null;",
    "boss_id INTEGER REFERENCES users (id) ON DELETE SET NULL",
  ),
  added(
    "a check",
    "a CHECK in a tag with a name",
    "/** @check positive (score >= 0) @default 0 */\n  score: number;",
    "score INTEGER NOT NULL DEFAULT 0 CONSTRAINT positive CHECK (score >= 0)",
  ),
  {
    name: "types: a column without value for the rows there are",
    trap: "NOT NULL without default: blocked by every row until a backfill is stated",
    actual: users + rows,
    types: type("  handle: string;"),
    target: table(", handle TEXT NOT NULL"),
    outcome: { blocked: 3 },
  },
  {
    name: "types: NOT NULL with a backfill",
    trap: "the NULLs are filled, the other values stay",
    actual: users + rows,
    types: type("").replace("age: number | null;", "/** @backfill 18 */\n  age: number;"),
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER NOT NULL);",
  },
  {
    name: "types: NOT NULL against a stored NULL",
    trap: "one row stands in the way, and is counted",
    actual: users + rows,
    types: type("").replace("age: number | null;", "age: number;"),
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER NOT NULL);",
    outcome: { blocked: 1, by: "age" },
  },
  {
    name: "types: another type",
    trap: "text that is numbers becomes numbers; everything a type leaves open stays",
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT DEFAULT 'x' COLLATE NOCASE CHECK (email <> ''), age TEXT DEFAULT 1 /* years */); CREATE INDEX i ON users (age); INSERT INTO users VALUES (1, 'a', '30'), (4, 'b', NULL);",
    types: type(""),
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT DEFAULT 'x' COLLATE NOCASE CHECK (email <> ''), age INTEGER DEFAULT 1); CREATE INDEX i ON users (age);",
  },
  {
    name: "types: a unique tag on an existing column",
    trap: "a type states uniqueness, not its form: an index does without a rebuild",
    actual: users + rows,
    types: type("").replace("email:", "/** @unique */\n  email:"),
    target: `${users} CREATE UNIQUE INDEX u ON users (email);`,
  },
  {
    name: "types: unique, index and check tags on the declaration",
    trap: "lists with orders and predicates, names of their own",
    actual: users + rows,
    types: type(
      "",
      "users\n * @unique pair (email, age)\n * @index by_age (age DESC, email) where age > 0\n * @check old_enough age > 5\n",
    ),
    target: `${table(", CHECK (age > 5)")} CREATE UNIQUE INDEX pair ON users (email, age); CREATE INDEX by_age ON users (age DESC, email) WHERE age > 0;`,
  },
  {
    name: "types: STRICT stated",
    trap: "a table becomes STRICT with its own types spelled so that STRICT takes them",
    actual: users + rows,
    types: type("", "users\n * @strict\n"),
    target: table("", " STRICT"),
  },
  {
    name: "types: a foreign key on an existing column",
    trap: "a rebuild with the key, orphans asked before, actions as stated",
    actual: "CREATE TABLE teams (id INTEGER PRIMARY KEY); INSERT INTO teams VALUES (30), (7);" + users + rows,
    types: `/** @table */ export interface Team { id: number }\n${type("").replace("age:", "/** @references teams(id) @onDelete CASCADE */\n  age:")}`,
    target: `CREATE TABLE teams (id INTEGER PRIMARY KEY); CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER REFERENCES teams (id) ON DELETE CASCADE);`,
  },
  {
    name: "types: new tables in a cycle",
    trap: "two new tables that point at each other, beside an old one",
    actual: users + rows,
    types:
      `${type("")}/** @table */ export interface Author { id: number; /** @references books(id) */ bestBookId: number | null }\n/** @table */ export interface Book { id: number; /** @references authors(id) */ authorId: number; kind: "a" | "b"; /** @primaryKey */ }\n`.replace(
        " /** @primaryKey */",
        "",
      ),
    target: `${users} CREATE TABLE authors (id INTEGER PRIMARY KEY, best_book_id INTEGER REFERENCES books (id)); CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors (id), kind TEXT NOT NULL CHECK (kind IN ('a', 'b')));`,
  },
  {
    name: "types: a new table with everything",
    trap: "composite key, WITHOUT ROWID, STRICT, defaults, generated, references to an old table",
    actual: users + rows,
    types: `${type("")}/**\n * @table\n * @primaryKey (userId, day)\n * @strict\n * @withoutRowid\n * @index (day DESC)\n */\nexport interface Visit { /** @references users(id) */ userId: number; day: string; /** @default 0 @check n >= 0 */ n: number; /** @generated day || n */ readonly label: string | null; raw: Buffer | null; price: bigint }\n`,
    target: `${users} CREATE TABLE visits (user_id INTEGER NOT NULL REFERENCES users (id), day TEXT NOT NULL, n INTEGER NOT NULL DEFAULT 0 CHECK (n >= 0), label TEXT AS (day || n), raw BLOB, price INTEGER NOT NULL, PRIMARY KEY (user_id, day)) STRICT, WITHOUT ROWID; CREATE INDEX i ON visits (day DESC);`,
  },
  {
    name: "types: a column renamed by tag",
    trap: "@renamedFrom renames; views and indexes follow",
    actual: `${users} CREATE INDEX by_mail ON users (email); CREATE VIEW v AS SELECT email FROM users; ${rows}`,
    types: type("").replace(
      "email: string | null;",
      "/** @renamedFrom email @unique */\n  mailAddress: string | null;",
    ),
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, mail_address TEXT, age INTEGER); CREATE INDEX by_mail ON users (mail_address); CREATE UNIQUE INDEX u ON users (mail_address);",
    renamed: { columns: { users: { email: "mail_address" } } },
  },
  {
    name: "types: a table renamed by tag, with a column more and one renamed",
    trap: "everything under both names at once",
    actual: `${users} CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER REFERENCES users (id) ON DELETE CASCADE); ${rows} INSERT INTO posts VALUES (1, 5);`,
    types:
      "/** @table people\n * @renamedFrom users */\nexport interface Person { id: number; /** @renamedFrom email @backfill 'none' */ mail: string; age: number | null; /** @default 0 */ points: number }\n",
    target:
      "CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, age INTEGER, points INTEGER NOT NULL DEFAULT 0);",
    renamed: { tables: { users: "people" }, columns: { people: { email: "mail" } } },
  },
  {
    name: "types: odd names by tag",
    trap: "@column and @table take names with blanks, quotes and keywords",
    actual: `CREATE TABLE "order" (id INTEGER PRIMARY KEY, "group" TEXT); INSERT INTO "order" VALUES (4, 'a');`,
    types: `/** @table order */\nexport interface Order { id: number; /** @backfill 'none' */ group: string; /** @column select @default 1 */ chosen: number; größe: string | null; $ref: string | null }\n`,
    target: `CREATE TABLE "order" (id INTEGER PRIMARY KEY, "group" TEXT NOT NULL, "select" INTEGER NOT NULL DEFAULT 1, "größe" TEXT, "$ref" TEXT);`,
  },
  {
    name: "types: what a type says nothing of stays",
    trap: "the table has indexes, checks, a trigger, AUTOINCREMENT, a collation and a foreign key that no tag states",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT COLLATE RTRIM UNIQUE ON CONFLICT IGNORE, age TEXT CHECK (age <> 'x') REFERENCES users (email) -- odd
      ); CREATE TRIGGER t AFTER DELETE ON users BEGIN SELECT 1; END; INSERT INTO users VALUES (7, '7', NULL), (88, '8', '7'); DELETE FROM users WHERE id = 88; INSERT INTO users (id, email, age) VALUES (8, '8', '7');`,
    types: type("  /** @generated length(email) stored */\n  readonly len: number | null;"),
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT COLLATE RTRIM UNIQUE ON CONFLICT IGNORE, age INTEGER CHECK (age <> 'x') REFERENCES users (email), len INTEGER AS (length(email)) STORED);",
  },
];
