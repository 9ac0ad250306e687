import type { Pair } from "../judge/pair.ts";

const rows = "INSERT INTO users VALUES (1, 'ada', 'x'), (2, 'Ada', NULL), (3, NULL, NULL), (7, NULL, 'y');";
const users = `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT); ${rows}`;

/** Unique constraints and indexes in every form. */
export const uniqueness: readonly Pair[] = [
  {
    name: "UNIQUE in the column",
    trap: "many NULLs are no duplicates, and case tells the two addresses apart",
    actual: users,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, team TEXT);",
  },
  {
    name: "UNIQUE under NOCASE",
    trap: "'ada' and 'Ada' are one address under the collation that comes with the constraint",
    actual: users,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE UNIQUE, team TEXT);",
    outcome: { blocked: 1 },
  },
  {
    name: "UNIQUE of two columns",
    trap: "a key with NULL in it is shared by none",
    actual: users,
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT, CONSTRAINT one UNIQUE (team, email COLLATE NOCASE));",
  },
  {
    name: "UNIQUE with REPLACE over duplicates",
    trap: "ON CONFLICT REPLACE would swallow rows while copying",
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO users VALUES (1, 'a'), (2, 'a'), (3, 'b'), (4, 'b');",
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE ON CONFLICT REPLACE);",
    outcome: { blocked: 2 },
  },
  {
    name: "UNIQUE with IGNORE over duplicates",
    trap: "ON CONFLICT IGNORE would skip rows while copying",
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO users VALUES (1, 'a'), (2, 'a'), (3, 'b');",
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, UNIQUE (email) ON CONFLICT IGNORE);",
    outcome: { blocked: 1 },
  },
  {
    name: "UNIQUE with REPLACE on clean rows",
    trap: "the clause itself must arrive",
    actual: users,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE ON CONFLICT REPLACE, team TEXT);",
  },
  {
    name: "UNIQUE dropped",
    trap: "a named constraint in the middle of the column, and one of the table that stays",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT CONSTRAINT one UNIQUE NOT NULL /* UNIQUE */, team TEXT, UNIQUE (team));
      INSERT INTO users VALUES (1, 'a', 'x');`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, team TEXT, UNIQUE (team));",
  },
  {
    name: "UNIQUE moved to other columns",
    trap: "one goes, one comes, in one rebuild",
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, team TEXT); INSERT INTO users VALUES (1, 'a', 'x'), (2, 'b', 'x');",
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT, UNIQUE (email, team));",
  },
  {
    name: "an index for a constraint",
    trap: "UNIQUE in the table and a unique index are two spellings of one thing",
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE); INSERT INTO users VALUES (1, 'a');",
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT); CREATE UNIQUE INDEX users_email ON users (email);",
    outcome: "nothing",
  },
  {
    name: "a partial unique index",
    trap: "duplicates outside the predicate are allowed",
    actual: `CREATE TABLE posts (id INTEGER PRIMARY KEY, slug TEXT, gone INTEGER); INSERT INTO posts VALUES (1, 'a', 1), (2, 'a', 0), (3, 'a', 1), (4, 'b', NULL);`,
    target: `CREATE TABLE posts (id INTEGER PRIMARY KEY, slug TEXT, gone INTEGER); CREATE UNIQUE INDEX live ON posts (slug) WHERE gone = 0 OR gone IS NULL;`,
  },
  {
    name: "a partial unique index over duplicates",
    trap: "two live rows share a slug",
    actual: `CREATE TABLE posts (id INTEGER PRIMARY KEY, slug TEXT, gone INTEGER); INSERT INTO posts VALUES (1, 'a', 0), (2, 'a', 0), (3, 'b', 1), (4, 'b', 1);`,
    target: `CREATE TABLE posts (id INTEGER PRIMARY KEY, slug TEXT, gone INTEGER); CREATE UNIQUE INDEX live ON posts (slug) WHERE NOT gone;`,
    outcome: { blocked: 1 },
  },
  {
    name: "a unique expression index over duplicates",
    trap: "lower(email) makes two rows one",
    actual: users,
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT); CREATE UNIQUE INDEX users_email ON users (lower(email));",
    outcome: { blocked: 1 },
  },
  {
    name: "indexes of every form",
    trap: "expressions, DESC, COLLATE and a predicate, with a comma and the word WHERE inside strings",
    actual: users,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT);
      CREATE INDEX i1 ON users (email COLLATE NOCASE DESC, team); CREATE INDEX i2 ON users (coalesce(team, 'a, b WHERE c'), id DESC) WHERE team <> ') WHERE (';
      CREATE INDEX i3 ON users (team || ',' || email); CREATE UNIQUE INDEX i4 ON users (id, email COLLATE RTRIM);`,
  },
  {
    name: "an index over an expression that fails on a row",
    trap: "json_extract throws for text that is no JSON, so the index cannot be made",
    actual: users,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT);
      CREATE INDEX teams ON users (json_extract(team, '$.a'));`,
    outcome: { refused: /malformed JSON/ },
  },
  {
    name: "an index of the same name with other columns",
    trap: "the index is there by name and not by what it holds",
    actual: `${users} CREATE INDEX users_email ON users (email); CREATE INDEX users_team ON users (team) WHERE team IS NOT NULL;`,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT);
      CREATE INDEX users_email ON users (email DESC); CREATE INDEX users_team ON users (team);`,
  },
  {
    name: "an index made unique over duplicates",
    trap: "the index that is there must not be dropped before the new one can be made",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO users VALUES (1, 'a'), (2, 'a');
      CREATE INDEX users_email ON users (email);`,
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT); CREATE UNIQUE INDEX users_email ON users (email);",
    outcome: { blocked: 1 },
  },
  {
    name: "an index that the declaration lacks",
    trap: "a complete declaration states every index: the other one goes, and comes back on the way back",
    actual: `${users} CREATE INDEX stray ON users (team /* , email */ DESC);`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT);",
  },
  {
    name: "an index on a column that comes",
    trap: "index and column are new, the index is partial on the new column",
    actual: users,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT, rank INTEGER DEFAULT 0);
      CREATE INDEX ranked ON users (rank DESC, lower(email)) WHERE rank > 0;`,
  },
  {
    name: "a unique index on a column that comes with a default",
    trap: "all four rows get rank 0",
    actual: users,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT, rank INTEGER DEFAULT 0);
      CREATE UNIQUE INDEX ranked ON users (rank);`,
    outcome: { blocked: 1 },
  },
  {
    name: "a unique index on a column that comes with a backfill",
    trap: "the filled values tell the rows apart",
    actual: users,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team TEXT, slug TEXT NOT NULL);
      CREATE UNIQUE INDEX slugs ON users (slug);`,
    config: { backfills: { users: { slug: "coalesce(lower(email), 'none') || '-' || id" } } },
  },
  {
    name: "a unique index on numbers that were text",
    trap: "'1' and '1.0' are two texts and one number",
    actual: `CREATE TABLE codes (id INTEGER PRIMARY KEY, code TEXT UNIQUE); INSERT INTO codes VALUES (1, '1'), (2, '2');`,
    target: "CREATE TABLE codes (id INTEGER PRIMARY KEY, code INTEGER UNIQUE);",
  },
];
