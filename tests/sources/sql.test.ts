import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { DoctorError } from "../../src/errors.ts";
import { sqlSource } from "../../src/sources/sql.ts";
import { schemaOf } from "../database/built.ts";
import { freshFolder } from "../database/sample.ts";

const settings = { databaseType: null, naming: { tables: "as-is", columns: "as-is" } } as const;

type Files = Readonly<Record<string, string | Buffer>>;

/** Writes files into a fresh folder and returns it. */
function project(files: Files): string {
  const root = freshFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

/** Writes files into a fresh folder and reads the patterns as models. */
const read = (files: Files, ...patterns: readonly string[]) =>
  sqlSource.read({ root: project(files), patterns, ...settings });

/** The declaration one script makes. */
const declare = (sql: string) => read({ "schema.sql": sql }, "schema.sql");

/** The error with which a script is refused. */
async function refused(sql: string): Promise<DoctorError> {
  const error = await declare(sql).catch((reason: unknown) => reason);
  if (!(error instanceof DoctorError)) throw new Error(`it was read: ${sql}`);
  expect(error.help.length).toBeGreaterThan(20);
  return error;
}

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

describe("a .sql file", () => {
  test("is a complete declaration with its place", async () => {
    const declared = await declare(
      "-- the shop\n\n  CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);",
    );
    expect(declared.sources).toEqual([{ kind: "sql", files: ["schema.sql"] }]);
    const [users] = declared.tables;
    expect(users).toMatchObject({
      name: "users",
      source: "sql",
      complete: true,
      open: false,
      location: { file: "schema.sql", line: 3, column: 3 },
      primaryKey: { columns: ["id"], rowidAlias: true },
      sql: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL)",
    });
    expect(users?.columns[1]).toEqual({
      name: "email",
      type: "TEXT",
      notNull: true,
      notNullConflict: null,
      default: null,
      collation: "BINARY",
      generated: null,
    });
  });

  test("declares views, triggers and virtual tables too", async () => {
    const declared = await declare(`CREATE TABLE users (id); CREATE VIEW v AS SELECT * FROM users;
      CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT CASE WHEN new.id THEN 1 END; DELETE FROM users; END;
      CREATE VIRTUAL TABLE docs USING fts5(body); CREATE TABLE after_all (x);`);
    expect(names(declared.views)).toEqual(["v"]);
    expect(declared.triggers).toMatchObject([{ name: "t", table: "users" }]);
    expect(declared.virtualTables).toMatchObject([{ name: "docs", module: "fts5" }]);
    expect(names(declared.tables)).toEqual(["users", "after_all"]);
  });

  test("may begin with a byte order mark, end without a semicolon, and hold nothing but comments", async () => {
    expect(names((await declare("\uFEFFCREATE TABLE users (id)")).tables)).toEqual(["users"]);
    expect((await declare("-- nothing yet; really\n/* CREATE TABLE x (y); */ ;;")).tables).toEqual([]);
  });

  test("may hold transactions, pragmas, rows and a rebuild", async () => {
    const declared = await declare(
      `PRAGMA foreign_keys = ON; BEGIN TRANSACTION;
      CREATE TABLE users (id INTEGER PRIMARY KEY, name); CREATE TABLE books (id, user_id REFERENCES users ON DELETE CASCADE);
      INSERT INTO users VALUES (1, 'semi;colon'), (2, "x" || 'y');`.replace('"x"', "'x'") +
        `COMMIT; PRAGMA foreign_keys = OFF; BEGIN;
      CREATE TABLE __new_users (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO __new_users SELECT * FROM users;
      DROP TABLE users; ALTER TABLE __new_users RENAME TO users; COMMIT; SELECT count(*) FROM users;`,
    );
    expect(names(declared.tables)).toEqual(["books", "users"]);
    expect(declared.tables[1]?.columns[1]).toMatchObject({ name: "name", notNull: true });
    expect(declared.tables[1]?.location).toMatchObject({ line: 4 });
  });

  test("leaves out ledgers and the doctor's own tables, with their triggers", async () => {
    const declared =
      await declare(`CREATE TABLE users (id); CREATE TABLE d1_migrations (id, name, applied_at);
      CREATE TABLE _doctor_undo (x); CREATE TRIGGER t AFTER INSERT ON d1_migrations BEGIN SELECT 1; END;`);
    expect(names(declared.tables)).toEqual(["users"]);
    expect(declared.triggers).toEqual([]);
  });

  test("may be what the sqlite3 shell dumps, full-text tables included", async () => {
    const connection = new Database(":memory:");
    connection.exec("CREATE VIRTUAL TABLE docs USING fts5(body)");
    const shadows = connection
      .prepare<[], { sql: string }>("SELECT sql FROM sqlite_schema WHERE name LIKE 'docs!_%' ESCAPE '!'")
      .all();
    connection.close();
    const declared = await declare(`PRAGMA foreign_keys=OFF; BEGIN TRANSACTION;
      CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO users VALUES(4);
      PRAGMA writable_schema=ON;
      INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','docs','docs',0,'CREATE VIRTUAL TABLE docs USING fts5(body)');
      ${shadows.map(({ sql }) => `${sql.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")};`).join("\n")}
      DELETE FROM sqlite_sequence; INSERT INTO sqlite_sequence VALUES('users',9);
      CREATE INDEX i ON users (id); PRAGMA writable_schema=OFF; COMMIT;`);
    expect(names(declared.tables)).toEqual(["users"]);
    expect(names(declared.virtualTables)).toEqual(["docs"]);
  });
});

describe("a script that writes into sqlite_schema", () => {
  test.each(["writable_schema", "main.writable_schema", '"writable_schema"', "main . [Writable_Schema]"])(
    "declares what it wrote, and the database is read for itself, with PRAGMA %s",
    async (pragma) => {
      const rewritten = "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)";
      const declared = await declare(`CREATE TABLE notes (id INTEGER PRIMARY KEY); PRAGMA ${pragma}=ON;
        UPDATE sqlite_schema SET sql = '${rewritten}' WHERE name = 'notes';`);
      const columns = [["id", "body"]];
      expect(declared.tables.map((table) => names(table.columns))).toEqual(columns);
      expect(schemaOf(rewritten).tables.map((table) => names(table.columns))).toEqual(columns);
    },
  );
});

describe("what only the application has", () => {
  test("a virtual table of an unknown module is not analysed, nor what mentions it; the others go on", async () => {
    const declared = await declare(`CREATE TABLE users (id);
      CREATE VIRTUAL TABLE Items USING vec0(embedding float[4]); INSERT INTO items VALUES (1);
      CREATE TABLE books (id);`);
    expect(names(declared.tables)).toEqual(["users", "books"]);
    expect(declared.notAnalysed).toMatchObject([
      {
        what: "table Items",
        location: { file: "schema.sql", line: 2, column: 7 },
        why: expect.stringContaining("vec0"),
      },
    ]);
  });

  test("a table with an unknown collation is not analysed", async () => {
    const declared = await declare(
      "CREATE TABLE users (name TEXT COLLATE german); CREATE INDEX i ON users (name); CREATE TABLE books (id);",
    );
    expect(names(declared.tables)).toEqual(["books"]);
    expect(declared.notAnalysed).toMatchObject([
      { what: "table users", why: expect.stringContaining("german") },
    ]);
  });
});

describe("a statement that cannot run", () => {
  test("is named with its place, SQLite's words and what to do", async () => {
    const error = await refused("CREATE TABLE users (id);\n\n  CREATE TABEL books (id);");
    expect(error).toMatchObject({ code: "model-sql-failed" });
    expect(error.message).toBe('schema.sql:3:3: SQLite refuses this statement: near "TABEL": syntax error.');
  });

  test("text in double quotes is explained", async () => {
    const { help } = await refused(`CREATE TABLE orders (state CHECK (state IN ("draft")))`);
    expect(help).toContain("single quotes");
  });

  test("an incomplete statement, an open quote or trigger is named", async () => {
    expect((await refused("CREATE TABLE users (id")).message).toContain("incomplete input");
    expect((await refused("CREATE TABLE users (id DEFAULT 'x)")).message).toContain("schema.sql:1:1");
    expect(
      (await refused("CREATE TABLE a (b); CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;")).message,
    ).toContain("schema.sql:1:21");
  });

  test("a table that exists, or is missing, points to the order of files", async () => {
    expect((await refused("CREATE TABLE a (b); CREATE TABLE a (b);")).help).toContain("once");
    expect((await refused("ALTER TABLE a ADD COLUMN b;")).help).toContain("before this one");
  });

  test.each([".read other.sql", ".bail on\nCREATE TABLE a (b);", "CREATE TABLE a (b);\n.quit"])(
    "%j is the shell's, not SQL",
    async (sql) => {
      expect(await refused(sql)).toMatchObject({
        code: "model-sql-shell-command",
        message: expect.stringContaining("sqlite3 shell"),
      });
    },
  );

  test.each([
    "ATTACH 'other.db' AS other",
    "/* so */ attach database 'other.db' as other",
    "DETACH main",
    "VACUUM INTO 'other.db'",
    "VACUUM main INTO 'other.db'",
    "SELECT load_extension('./other')",
    "SELECT \"load_extension\"('./other')",
    "INSERT INTO a VALUES (writefile('other.db', 'x'))",
    "PRAGMA temp_store_directory = 'other.db'",
    "CREATE VIEW v AS SELECT load_extension('x')",
    "CREATE VIEW v AS SELECT 1 FROM a JOIN a AS c ON edit (c.b)",
    "CREATE TABLE c (d DEFAULT (edit (1)))",
  ])("%s reaches outside and is not run", async (statement) => {
    const root = project({ "schema.sql": `CREATE TABLE a (b);\n${statement};` });
    const before = [readdirSync(root), existsSync("other.db")];
    await expect(sqlSource.read({ root, patterns: ["schema.sql"], ...settings })).rejects.toMatchObject({
      code: "model-sql-refused",
      message: expect.stringMatching(/^schema\.sql:2:\d+: /),
    });
    expect([readdirSync(root), existsSync("other.db")]).toEqual(before);
  });

  test("words that only look like reaching outside are read", async () => {
    const declared =
      await declare(`CREATE TABLE attach (load_extension TEXT, "into" DEFAULT 'ATTACH x; VACUUM INTO y');
      VACUUM; INSERT INTO attach (load_extension) VALUES ('.read x');`);
    expect(names(declared.tables)).toEqual(["attach"]);
  });

  test("a table may be called like a function that does", async () => {
    const declared = await declare(`CREATE TABLE edit (id INTEGER PRIMARY KEY, was REFERENCES edit (id));
      CREATE TABLE IF NOT EXISTS readfile (id); CREATE TABLE main.writefile (id);
      CREATE UNIQUE INDEX edited ON edit (was); INSERT INTO edit (id) VALUES (1);`);
    expect(names(declared.tables)).toEqual(["edit", "readfile", "writefile"]);
  });

  test("bytes that are no text are refused", async () => {
    await expect(
      read({ "a.sql": Buffer.from("CREATE TABLE a (b)", "utf16le") }, "a.sql"),
    ).rejects.toMatchObject({
      code: "model-sql-not-text",
    });
  });
});

describe("a folder of migrations", () => {
  const users = "CREATE TABLE users (id INTEGER PRIMARY KEY);";

  test("runs in name order, a leading number as a number", async () => {
    const declared = await read(
      {
        "m/10_age.sql": "ALTER TABLE people ADD COLUMN age INT;",
        "m/9_rename.sql": "ALTER TABLE users RENAME TO people;",
        "m/0001_users.sql": users,
        "m/notes.md": "not SQL",
        "m/old/0002_more.sql": "nonsense",
      },
      "m",
    );
    expect(declared.sources).toEqual([
      { kind: "sql", files: ["m/0001_users.sql", "m/9_rename.sql", "m/10_age.sql"] },
    ]);
    expect(declared.tables).toMatchObject([
      {
        name: "people",
        location: { file: "m/0001_users.sql", line: 1 },
        columns: [{ name: "id" }, { name: "age" }],
      },
    ]);
  });

  test("does not run the way back", async () => {
    const files = {
      "m/1_users.up.sql": users,
      "m/1_users.down.sql": "DROP TABLE users;",
      "m/2_books.sql": "-- +goose Up\nCREATE TABLE books (id);\n-- +goose Down\nDROP TABLE books;\n",
      "m/3_orders.sql": "-- migrate:up\nCREATE TABLE orders (id);\n\n-- migrate:down\nDROP TABLE orders;",
      "m/4_carts.sql": "-- Up\nCREATE TABLE carts (id);\n-- Down\nDROP TABLE carts;",
      "m/5_notes.sql": "-- down the road we need notes\nCREATE TABLE notes (id);",
    };
    expect(names((await read(files, "m")).tables)).toEqual(["users", "books", "orders", "carts", "notes"]);
  });

  test("keeps places behind a way back that is left out", async () => {
    const sql = "-- migrate:down\nDROP TABLE users;\n-- migrate:up\nCREATE TABLE users (id);";
    expect((await declare(sql)).tables[0]?.location).toEqual({ file: "schema.sql", line: 4, column: 1 });
  });
});

describe("patterns", () => {
  const files = {
    "db/b.sql": "CREATE TABLE b (x);",
    "db/a.sql": "CREATE TABLE a (x);",
    "db/sub/c.sql": "CREATE TABLE c (x);",
    "node_modules/p/d.sql": "nonsense",
    "empty/readme.md": "",
  };
  const filesOf = async (...patterns: string[]) => (await read(files, ...patterns)).sources[0]?.files;

  test("are paths, globs or folders; each file once, in the order of the patterns", async () => {
    expect(await filesOf("db/b.sql", "db/a.sql")).toEqual(["db/b.sql", "db/a.sql"]);
    expect(await filesOf("db")).toEqual(["db/a.sql", "db/b.sql"]);
    expect(await filesOf("./db/")).toEqual(["db/a.sql", "db/b.sql"]);
    expect(await filesOf("db/b.sql", "db")).toEqual(["db/b.sql", "db/a.sql"]);
    expect(await filesOf("**/*.sql")).toEqual(["db/a.sql", "db/b.sql", "db/sub/c.sql"]);
    expect(await filesOf("db/**/*.sql", "!db/sub/*.sql")).toEqual(["db/a.sql", "db/b.sql"]);
  });

  test("that name nothing are errors", async () => {
    for (const pattern of ["gone.sql", "db/*.x.sql", "empty", "nowhere"]) {
      await expect(read(files, pattern)).rejects.toMatchObject({
        code: "model-not-found",
        message: expect.stringContaining(pattern),
      });
    }
  });

  test("are accepted when they name .sql files", () => {
    const root = project(files);
    const accepted = ["db/a.sql", "x/**/*.SQL", "db", "gone.sql"].map((pattern) =>
      sqlSource.accepts(pattern, root),
    );
    expect(accepted).toEqual([true, true, true, true]);
    const others = ["empty", "src/**/*.ts", "exported:src/*.sql", "nowhere", "README.md"];
    expect(others.map((pattern) => sqlSource.accepts(pattern, root))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test("may be absolute", async () => {
    const root = project(files);
    const declared = await sqlSource.read({ root, patterns: [join(root, "db/a.sql")], ...settings });
    expect(declared.sources[0]?.files).toEqual(["db/a.sql"]);
  });
});
