import type { Pair } from "../judge/pair.ts";

const columns = (table: string, map: Record<string, string | false>): object => ({
  renames: { columns: { [table]: map } },
});
const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, age INTEGER);";
const rows = "INSERT INTO users VALUES (2, 'a@x', 30), (5, 'b@x', NULL), (9, 'mail', 7);";
const renamedUsers = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER);";

/** Confirmed, suspected and denied renames of columns and tables. */
export const renames: readonly Pair[] = [
  {
    name: "a column renamed, named by everything",
    trap: "index, unique index, view, trigger, check, generated column and child key all name the column; a string holds the word",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT CHECK (mail <> 'mail'), low TEXT AS (lower(mail)), note TEXT DEFAULT 'mail', UNIQUE (mail));
      CREATE TABLE letters (id INTEGER PRIMARY KEY, mail TEXT REFERENCES users (mail));
      CREATE INDEX by_mail ON users (mail COLLATE NOCASE) WHERE mail IS NOT NULL; CREATE VIEW mails AS SELECT mail, 'mail' AS word FROM users;
      CREATE TRIGGER mailed AFTER UPDATE OF mail ON users WHEN new.mail <> 'mail' BEGIN INSERT INTO letters (mail) VALUES (new.mail); END;
      INSERT INTO users (id, mail) VALUES (2, 'a'), (5, 'b'), (9, NULL); INSERT INTO letters VALUES (1, 'a');`,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT CHECK (email <> 'mail'), low TEXT AS (lower(email)), note TEXT DEFAULT 'mail', UNIQUE (email));
      CREATE TABLE letters (id INTEGER PRIMARY KEY, mail TEXT REFERENCES users (email));
      CREATE INDEX by_mail ON users (email COLLATE NOCASE) WHERE email IS NOT NULL;`,
    config: columns("users", { mail: "email" }),
  },
  {
    name: "a column renamed and its table rebuilt for another column",
    trap: "the rebuild works under the old name, the rename comes after",
    actual: `${users} CREATE INDEX by_mail ON users (mail); CREATE VIEW mails AS SELECT mail FROM users; ${rows}`,
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER DEFAULT 18 CHECK (age > 0)); CREATE INDEX by_mail ON users (email);",
    config: columns("users", { mail: "email" }),
  },
  {
    name: "a column renamed that itself changes",
    trap: "NOT NULL, default, check and unique are declared under the new name",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, age INTEGER); INSERT INTO users VALUES (2, 'a', 1), (5, 'b', 2);`,
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL DEFAULT 'none' CHECK (length(email) > 0) UNIQUE, age INTEGER);",
    config: columns("users", { mail: "email" }),
  },
  {
    name: "a column renamed and its type converted",
    trap: "the conversion asks the rows under the old name",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, years TEXT); INSERT INTO users VALUES (2, 'a', '30'), (5, 'b', NULL);`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, age INTEGER);",
    config: columns("users", { years: "age" }),
  },
  {
    name: "a column renamed whose values a conversion would lose",
    trap: "the precondition must be asked of the old name and block",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, years TEXT); INSERT INTO users VALUES (2, 'a', '0030'), (5, 'b', NULL);`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, age INTEGER);",
    config: columns("users", { years: "age" }),
    outcome: { blocked: 1, by: "years" },
  },
  {
    name: "two columns renamed and one added with a backfill that names an old and a new name",
    trap: "a backfill over the row may use the names of the model",
    actual: `${users} ${rows}`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, years INTEGER, tag TEXT NOT NULL);",
    config: {
      renames: { columns: { users: { mail: "email", age: "years" } } },
      backfills: { users: { tag: "email || ':' || coalesce(years, 'mail')" } },
    },
  },
  {
    name: "a column renamed while an unrelated view is broken",
    trap: "RENAME COLUMN reads every view: a broken one stops it",
    actual: `${users} CREATE TABLE other (a); CREATE VIEW stale AS SELECT a FROM other; CREATE VIEW mails AS SELECT mail FROM users; DROP TABLE other;
      CREATE TABLE log (line); CREATE TRIGGER stale_t AFTER INSERT ON log BEGIN INSERT INTO nowhere VALUES (1); END; ${rows}`,
    target: renamedUsers,
    config: columns("users", { mail: "email" }),
  },
  {
    name: "a table renamed, named by everything",
    trap: "views, triggers, child keys, self-reference and indexes follow; strings and columns of that name do not",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, users TEXT DEFAULT 'users', up INTEGER REFERENCES users (id), CHECK (users.users <> 'x'));
      CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER REFERENCES users (id) ON DELETE CASCADE, users TEXT);
      CREATE INDEX users_users ON users (users); CREATE VIEW all_users AS SELECT users.users, 'users' AS w FROM users JOIN posts ON posts.author = users.id;
      CREATE TRIGGER users_log AFTER INSERT ON users BEGIN UPDATE posts SET users = (SELECT users FROM users WHERE id = new.id); END;
      CREATE TRIGGER posts_log AFTER INSERT ON posts BEGIN UPDATE users SET users = 'users'; END;
      INSERT INTO users (id, users, up) VALUES (4, 'a', NULL), (9, 'b', 4); INSERT INTO posts VALUES (1, 4, 'p'), (2, 9, 'q'); DELETE FROM users WHERE id = 10;`,
    target: `CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT, users TEXT DEFAULT 'users', up INTEGER REFERENCES people (id), CHECK (people.users <> 'x'));
      CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER REFERENCES people (id) ON DELETE CASCADE, users TEXT);
      CREATE INDEX users_users ON people (users);`,
    config: { renames: { tables: { users: "people" } } },
  },
  {
    name: "a table and its columns renamed, both rebuilt, a child too",
    trap: "everything at once: rename of table and column, rebuild of parent and child, key to the new names",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, mail TEXT); CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER REFERENCES users, body TEXT);
      CREATE VIEW authors AS SELECT mail, body FROM users JOIN posts ON author = users.id; INSERT INTO users VALUES (4, 'a'), (9, 'b'); INSERT INTO posts VALUES (1, 4, 'p'), (2, 9, 'q'); DELETE FROM users WHERE id = 9; DELETE FROM posts WHERE id = 2;`,
    target: `CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE); CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES people ON DELETE CASCADE, body TEXT);`,
    config: { renames: { tables: { users: "people" }, columns: { people: { mail: "email" } } } },
  },
  {
    name: "a chain of renames: a to b where b was c",
    trap: "b becomes c and a becomes b: in the wrong order the names collide",
    actual:
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT); CREATE INDEX i ON t (a, b); INSERT INTO t VALUES (1, 'was a', 'was b'), (4, 'x', NULL);",
    target: "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT, c TEXT); CREATE INDEX i ON t (b, c);",
    config: columns("t", { a: "b", b: "c" }),
  },
  {
    name: "a chain of table renames",
    trap: "drafts becomes posts while posts becomes archive",
    actual:
      "CREATE TABLE drafts (id INTEGER PRIMARY KEY, a TEXT); CREATE TABLE posts (id INTEGER PRIMARY KEY, b TEXT); INSERT INTO drafts VALUES (1, 'd'); INSERT INTO posts VALUES (5, 'p');",
    target:
      "CREATE TABLE posts (id INTEGER PRIMARY KEY, a TEXT); CREATE TABLE archive (id INTEGER PRIMARY KEY, b TEXT);",
    config: { renames: { tables: { drafts: "posts", posts: "archive" } } },
  },
  {
    name: "a rename to another case of the same name, with a rebuild",
    trap: "the case of a name is spelling: nothing is renamed, the rebuild keeps it",
    actual: `${users} ${rows}`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, Mail TEXT, age INTEGER DEFAULT 1);",
  },
  {
    name: "a rename whose old name is also a function, a keyword and a string elsewhere",
    trap: "replace, lower and 'replace' are not the column replace",
    actual: `CREATE TABLE words (id INTEGER PRIMARY KEY, replace TEXT, lower TEXT, CHECK (replace(replace, 'replace', lower) <> lower(lower)));
      CREATE VIEW v AS SELECT replace(replace, 'lower', '') AS replace FROM words; INSERT INTO words VALUES (3, 'a', 'B'), (6, 'c', 'D');`,
    target:
      "CREATE TABLE words (id INTEGER PRIMARY KEY, swap TEXT, lower TEXT, CHECK (replace(swap, 'replace', lower) <> lower(lower)));",
    config: columns("words", { replace: "swap" }),
  },
  {
    name: "a column renamed that a new foreign key, index and check name",
    trap: "what is added is declared in new names, while the table still has the old ones",
    actual: `CREATE TABLE teams (id INTEGER PRIMARY KEY); ${users} INSERT INTO teams VALUES (30), (7); ${rows}`,
    target: `CREATE TABLE teams (id INTEGER PRIMARY KEY); CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, team INTEGER REFERENCES teams (id), CHECK (team <> 0));
      CREATE INDEX by_team ON users (team); CREATE UNIQUE INDEX one_team ON users (team, mail) WHERE team IS NOT NULL;`,
    config: columns("users", { age: "team" }),
  },
  {
    name: "a parent's column renamed while the child is rebuilt",
    trap: "the child's declared key names the new column, the parent has the old one until the end",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, code TEXT UNIQUE); CREATE TABLE posts (id INTEGER PRIMARY KEY, owner TEXT, n TEXT REFERENCES users (code));
      INSERT INTO users VALUES (1, 'x'), (2, 'y'); INSERT INTO posts VALUES (1, 'x', 'y');`,
    target: `CREATE TABLE users (id INTEGER PRIMARY KEY, handle TEXT UNIQUE); CREATE TABLE posts (id INTEGER PRIMARY KEY, owner TEXT NOT NULL REFERENCES users (handle), n TEXT REFERENCES users (handle) ON DELETE CASCADE);`,
    config: columns("users", { code: "handle" }),
  },
  {
    name: "a key column renamed in a WITHOUT ROWID table with a composite key",
    trap: "the key's own column gets a new name beside a rebuild",
    actual:
      "CREATE TABLE stock (shop TEXT, item TEXT, n INTEGER, PRIMARY KEY (shop, item DESC)) WITHOUT ROWID; INSERT INTO stock VALUES ('a', 'x', 1), ('a', 'y', 2);",
    target:
      "CREATE TABLE stock (store TEXT, item TEXT, n INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (store, item DESC)) WITHOUT ROWID;",
    config: columns("stock", { shop: "store" }),
  },
  {
    name: "a column renamed and a generated column over it changed",
    trap: "the generated column's new expression uses the new name",
    actual:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, low TEXT AS (lower(mail)) STORED); CREATE INDEX i ON users (low); INSERT INTO users VALUES (1, 'A'), (8, 'B');",
    target:
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, low TEXT AS (lower(trim(email))) STORED); CREATE INDEX i ON users (low);",
    config: columns("users", { mail: "email" }),
  },
  {
    name: "a column renamed and another dropped",
    trap: "leave to drop concerns the one, not the renamed one",
    actual: `${users} CREATE INDEX by_age ON users (age); ${rows}`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
    config: columns("users", { mail: "email" }),
    allowDestructive: true,
  },
  {
    name: "a column renamed and a view over it replaced",
    trap: "the view is carried along by RENAME, then replaced, and back",
    actual: `${users} CREATE VIEW mails AS SELECT mail FROM users; ${rows}`,
    target: `${renamedUsers} CREATE VIEW mails AS SELECT id, email FROM users;`,
    config: columns("users", { mail: "email" }),
  },
  {
    name: "a column renamed that a declared view and trigger already name",
    trap: "a complete declaration states the view in new names: after the rename there is nothing left to replace",
    actual: `${users} CREATE VIEW mails AS SELECT mail FROM users; CREATE TRIGGER t AFTER UPDATE OF mail ON users BEGIN DELETE FROM users WHERE mail = 'x'; END; ${rows}`,
    target: `${renamedUsers} CREATE VIEW mails AS SELECT email FROM users; CREATE TRIGGER t AFTER UPDATE OF email ON users BEGIN DELETE FROM users WHERE email = 'x'; END;`,
    config: columns("users", { mail: "email" }),
  },
  {
    name: "a rename to an odd name and from one",
    trap: "new names are quoted wherever they come",
    actual: `CREATE TABLE "old ""t""" (id INTEGER PRIMARY KEY, "c d" TEXT CHECK ("c d" <> '')); CREATE INDEX i ON "old ""t""" ("c d"); INSERT INTO "old ""t""" VALUES (4, 'x');`,
    target: `CREATE TABLE "new;t" (id INTEGER PRIMARY KEY, "e'f" TEXT CHECK ("e'f" <> '')); CREATE INDEX i ON "new;t" ("e'f");`,
    config: { renames: { tables: { 'old "t"': "new;t" }, columns: { "new;t": { "c d": "e'f" } } } },
  },
  {
    name: "a suspected rename of a column, not confirmed",
    trap: "nothing may be dropped or added on a suspicion; the exit code says that something is left to decide",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, email_address TEXT); INSERT INTO users VALUES (1, 'a');`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email_addr TEXT);",
    outcome: { refused: /email_addr/ },
  },
  {
    name: "a suspected rename of a table, not confirmed",
    trap: "no second, empty table beside the old one",
    actual: `CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT, phone TEXT, city TEXT); INSERT INTO customer VALUES (1, 'a', 'b', 'c');`,
    target: "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, phone TEXT, city TEXT);",
    outcome: { refused: /customers/ },
  },
  {
    name: "a suspected rename that is denied",
    trap: "false means: a drop, with leave, and an add",
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, email_address TEXT); INSERT INTO users VALUES (1, 'a');`,
    target: "CREATE TABLE users (id INTEGER PRIMARY KEY, email_addr TEXT);",
    config: columns("users", { email_address: false }),
    allowDestructive: true,
  },
  {
    name: "a suspected rename of a table that is denied",
    trap: "the new table is created, the old one stays as it is",
    actual: `CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT, phone TEXT, city TEXT); INSERT INTO customer VALUES (1, 'a', 'b', 'c');`,
    target: "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, phone TEXT, city TEXT);",
    config: { renames: { tables: { customer: false } } },
  },
  {
    name: "a confirmed rename that has already been done",
    trap: "a config outlives its rename: it must say nothing any more",
    actual: `${renamedUsers} INSERT INTO users VALUES (1, 'a', 2);`,
    target: renamedUsers,
    config: columns("users", { mail: "email" }),
    outcome: "nothing",
  },
];
