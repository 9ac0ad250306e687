import type { Pair } from "../judge/pair.ts";

const posts = (more: string): string =>
  `CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, body TEXT${more});`;
const rows =
  "INSERT INTO posts (id, title, body) VALUES (3, 'one', 'the first'), (8, 'two', 'the second'), (9, NULL, 'x');";
const plainFts =
  "CREATE VIRTUAL TABLE search USING fts5 (words, tokenize = 'porter'); INSERT INTO search (rowid, words) VALUES (3, 'one first'), (8, 'second');";
const externalFts = `CREATE VIRTUAL TABLE posts_fts USING fts5 (title, body, content = 'posts', content_rowid = 'id');
  CREATE TRIGGER posts_ai AFTER INSERT ON posts BEGIN INSERT INTO posts_fts (rowid, title, body) VALUES (new.id, new.title, new.body); END;
  CREATE TRIGGER posts_ad AFTER DELETE ON posts BEGIN INSERT INTO posts_fts (posts_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); END;
  CREATE TRIGGER posts_au AFTER UPDATE ON posts BEGIN INSERT INTO posts_fts (posts_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
    INSERT INTO posts_fts (rowid, title, body) VALUES (new.id, new.title, new.body); END;`;

/** What else a real database holds beside the tables that change. */
export const beside: readonly Pair[] = [
  {
    name: "FTS5 beside a rebuild",
    trap: "shadow tables are no drift and stay as they are",
    actual: posts("") + rows + plainFts,
    target: posts(", n INTEGER DEFAULT 0 CHECK (n >= 0)").replace("title TEXT", "title TEXT DEFAULT 't'"),
  },
  {
    name: "external-content FTS5 with sync triggers on the rebuilt table",
    trap: "the triggers must not fire while rows move, or every row is indexed twice",
    actual: posts("") + externalFts + rows,
    target: posts("").replace("body TEXT", "body TEXT NOT NULL"),
  },
  {
    name: "external-content FTS5 on the implicit rowid of a rebuilt table",
    trap: "renumbered rowids would make every hit point at another row",
    actual: `CREATE TABLE posts (title TEXT, body TEXT); CREATE VIRTUAL TABLE posts_fts USING fts5 (title, content = 'posts'); INSERT INTO posts (rowid, title) VALUES (5, 'five'), (50, 'fifty'); INSERT INTO posts_fts (posts_fts) VALUES ('rebuild');`,
    target: "CREATE TABLE posts (title TEXT NOT NULL, body TEXT DEFAULT 'b');",
  },
  {
    name: "external-content FTS5 over a column that is renamed",
    trap: "the virtual table's arguments do not follow a rename: whatever is done, it must be said or work",
    actual: posts("") + externalFts + rows,
    target: "CREATE TABLE posts (id INTEGER PRIMARY KEY, headline TEXT, body TEXT);",
    config: { renames: { columns: { posts: { title: "headline" } } } },
    outcome: { refused: /posts_fts/ },
  },
  {
    name: "an R*Tree beside a rebuild",
    trap: "another module with shadow tables",
    actual: `${posts("") + rows} CREATE VIRTUAL TABLE areas USING rtree (id, x0, x1); INSERT INTO areas VALUES (1, 0, 1);`,
    target: posts(" DEFAULT 'x'"),
  },
  {
    name: "statistics of ANALYZE",
    trap: "DROP TABLE deletes the table's statistics: they belong to what stays",
    actual: `${posts("")} CREATE INDEX by_title ON posts (title); ${rows} ANALYZE;`,
    target: `${posts("").replace("body TEXT", "body TEXT NOT NULL")} CREATE INDEX by_title ON posts (title);`,
  },
  {
    name: "leftovers of a migration beside, kept",
    trap: "without leave the leftover stays as it is, the rest is repaired",
    actual: `${posts("") + rows} CREATE TABLE __new_posts (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO __new_posts VALUES (1, 'x');`,
    target: posts(" DEFAULT 'x'"),
  },
  {
    name: "leftovers of a migration with everything on them, dropped with leave",
    trap: "rows, indexes, triggers, views, statistics and the counter come back with the rollback",
    actual: `${posts("") + rows} CREATE TABLE __new_posts (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, low TEXT AS (lower(title)) STORED); CREATE INDEX ni ON __new_posts (low); CREATE TABLE log (l);
      CREATE TRIGGER nt AFTER INSERT ON __new_posts BEGIN INSERT INTO log VALUES (new.id); END; INSERT INTO __new_posts (id, title) VALUES (4, 'X'), (90, 'Y'); DELETE FROM __new_posts WHERE id = 90; DELETE FROM log;`,
    target: posts(" DEFAULT 'x'"),
    allowDestructive: true,
  },
  {
    name: "ledgers of migration tools",
    trap: "they are nobody's drift",
    actual: `${posts("") + rows} CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT); CREATE TABLE _prisma_migrations (id TEXT PRIMARY KEY); CREATE TABLE migrations (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO migrations VALUES (1, 'a');`,
    target: posts(" DEFAULT 'x'"),
  },
  {
    name: "an undo log of an earlier repair",
    trap: "its name is taken, and it is no drift",
    actual: `${posts("") + rows} CREATE TABLE _doctor_undo_posts (_doctor_key_1, title, PRIMARY KEY (_doctor_key_1)); INSERT INTO _doctor_undo_posts VALUES (3, 'kept');`,
    target: posts("").replace("title TEXT", "title TEXT NOT NULL"),
    config: { backfills: { posts: { title: "'untitled'" } } },
  },
  {
    name: "application_id, user_version and an odd page size",
    trap: "a repair leaves the header as it is",
    actual: `PRAGMA page_size = 1024; PRAGMA application_id = 4711; PRAGMA user_version = 42; ${posts("") + rows}`,
    target: posts(" NOT NULL"),
  },
  {
    name: "tables without rows",
    trap: "NOT NULL without default is fine where there is no row",
    actual: posts(""),
    target: posts(", n INTEGER NOT NULL").replace("title TEXT", "title TEXT NOT NULL UNIQUE"),
  },
  {
    name: "a database in WAL mode",
    trap: "the log stays beside it; the mode stays",
    actual: `PRAGMA journal_mode = WAL; ${posts("") + rows}`,
    target: posts(" DEFAULT 'x'"),
  },
  {
    name: "a database with auto_vacuum and UTF-16",
    trap: "text compares and copies in another encoding",
    actual: `PRAGMA encoding = 'UTF-16le'; PRAGMA auto_vacuum = FULL; ${posts("") + rows} INSERT INTO posts VALUES (20, 'größe 📚', 'x');`,
    target: posts(" NOT NULL"),
  },
  {
    name: "foreign keys violated before",
    trap: "only new violations count",
    actual: `${posts("") + rows} CREATE TABLE comments (id INTEGER PRIMARY KEY, post INTEGER REFERENCES posts (id) ON DELETE CASCADE, t TEXT); INSERT INTO comments VALUES (1, 3, 'a'), (2, 77, 'lost'), (3, NULL, 'b');`,
    target: `${posts(" NOT NULL")} CREATE TABLE comments (id INTEGER PRIMARY KEY, post INTEGER REFERENCES posts (id) ON DELETE CASCADE, t TEXT DEFAULT 'x');`,
    config: { rules: { "orphaned-rows": "off" } },
  },
  {
    name: "an ignored table that points at a rebuilt one",
    trap: "what the config ignores is not changed, but must not lose rows either",
    actual: `${posts("") + rows} CREATE TABLE audit_log (id INTEGER PRIMARY KEY, post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE); INSERT INTO audit_log VALUES (1, 3), (2, 8);`,
    target:
      `${posts("").replace("body TEXT", "body TEXT NOT NULL")} CREATE TABLE audit_log (id INTEGER PRIMARY KEY, other TEXT);`.replace(
        " CREATE TABLE audit_log (id INTEGER PRIMARY KEY, other TEXT);",
        "",
      ),
    config: { ignore: ["audit_*"] },
  },
  {
    name: "a foreign key to a table that is not there, on a rebuilt table",
    trap: "foreign_key_check itself fails on it; it did before",
    actual: `CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, site INTEGER REFERENCES sites (id)); INSERT INTO posts VALUES (1, 'a', NULL), (2, 'b', 5);`,
    target:
      "CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT NOT NULL, site INTEGER REFERENCES sites (id));",
    outcome: { refused: /sites/ },
  },
  {
    name: "a table of 200 columns",
    trap: "long lists of columns, values and comparisons",
    actual: `CREATE TABLE wide (id INTEGER PRIMARY KEY, ${Array.from({ length: 200 }, (_, i) => `c${i} TEXT`).join(", ")}); INSERT INTO wide (id, c0, c199) VALUES (3, 'a', 'b'), (9, NULL, 'x');`,
    target: `CREATE TABLE wide (id INTEGER PRIMARY KEY, ${Array.from({ length: 200 }, (_, i) => `c${i} ${i === 7 ? "TEXT DEFAULT 'z'" : "TEXT"}`).join(", ")});`,
  },
  {
    name: "values of every class in every column",
    trap: "infinity, minus zero, the largest integers, text with NUL, empty blobs, blobs in text columns",
    actual: `CREATE TABLE vals (a TEXT, b INTEGER, c REAL, d BLOB, e NUMERIC, f); INSERT INTO vals VALUES ('', 9223372036854775807, 9e999, x'', '1e3x', -9223372036854775808), (x'ff00', 'abc', -9e999, 'text', x'31', 1.0), (char(97, 0, 98), 1.5, -0.0, 2, 3.0, 0.1), (NULL, NULL, NULL, NULL, NULL, NULL), ('é', '0x10', 5e-324, 1e300, '007x', 'x');`,
    target: "CREATE TABLE vals (a TEXT DEFAULT 'x', b INTEGER, c REAL, d BLOB, e NUMERIC, f);",
  },
];
