import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { schemaOf } from "./built.ts";

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

/** A schema whose stored text is edited by hand: what an application with its own extensions leaves behind. */
function schemaWithText(sql: string, edits: Readonly<Record<string, string>>): Schema {
  const connection = new Database(":memory:");
  connection.exec(sql);
  connection.unsafeMode(true);
  connection.pragma("writable_schema = on");
  for (const [name, text] of Object.entries(edits)) {
    const virtual = /^CREATE VIRTUAL/.test(text) ? ", rootpage = 0" : "";
    connection.prepare(`UPDATE sqlite_schema SET sql = ?${virtual} WHERE name = ?`).run(text, name);
  }
  const image = connection.serialize();
  connection.close();
  const reopened = new Database(image, { readonly: true });
  const schema = introspect(reopened);
  reopened.close();
  return schema;
}

describe("views", () => {
  test("that prepare are sound, the others say why not", () => {
    const { views } =
      schemaOf(`CREATE TABLE users (id, name); CREATE VIEW sound AS SELECT name FROM users -- all
      ; CREATE VIEW "no table" AS SELECT * FROM gone; CREATE VIEW "no column" AS SELECT age FROM users;
      CREATE VIEW above AS SELECT * FROM "no table";`);
    expect(views.map(({ name, broken }) => [name, broken])).toEqual([
      ["sound", null],
      ["no table", "no such table: main.gone"],
      ["no column", "no such column: age"],
      ["above", "no such table: main.gone"],
    ]);
    expect(views[0]?.sql).toBe("CREATE VIEW sound AS SELECT name FROM users -- all");
  });

  test("that need a function of the application are not analysed, not broken", () => {
    const connection = new Database(":memory:");
    connection.function("slug", (text) => text);
    connection.exec(`CREATE TABLE users (name); CREATE VIEW slugs AS SELECT slug(name) FROM users;
      CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT slug(new.name); END`);
    const reopened = new Database(connection.serialize());
    const { views, triggers, notAnalysed } = introspect(reopened);
    expect([views[0]?.broken, triggers[0]?.broken]).toEqual([null, null]);
    expect(notAnalysed.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      expect.stringContaining("view slugs: no such function: slug"),
      expect.stringContaining("trigger t: no such function: slug"),
    ]);
  });
});

describe("triggers", () => {
  const tables = "CREATE TABLE users (id INTEGER PRIMARY KEY, name); CREATE TABLE log (entry);";
  const broken = (sql: string) => schemaOf(tables + sql).triggers.map((trigger) => trigger.broken);

  test("that compile are sound, for every event and time", () => {
    expect(
      broken(`CREATE TRIGGER a AFTER INSERT ON users WHEN new.id > 1 BEGIN INSERT INTO log VALUES (new.rowid); END;
      CREATE TRIGGER b BEFORE UPDATE OF name ON users FOR EACH ROW BEGIN UPDATE log SET entry = old.name; END;
      CREATE TRIGGER c DELETE ON users BEGIN DELETE FROM log; SELECT RAISE(IGNORE) FROM log; END;
      CREATE VIEW people AS SELECT id, name FROM users;
      CREATE TRIGGER d INSTEAD OF UPDATE ON people BEGIN UPDATE users SET name = new.name WHERE id = old.id; END;`),
    ).toEqual([null, null, null, null]);
  });

  test("that do not compile say why, each for itself", () => {
    expect(
      broken(`CREATE TRIGGER a AFTER INSERT ON users BEGIN INSERT INTO log VALUES (new.id); END;
      CREATE TRIGGER b AFTER INSERT ON users BEGIN INSERT INTO gone VALUES (new.id); END;
      CREATE TRIGGER c AFTER INSERT ON users BEGIN UPDATE log SET text = 1; END;
      CREATE TRIGGER d AFTER UPDATE ON users BEGIN SELECT new.age; END;
      CREATE VIEW people AS SELECT id, name FROM users;
      CREATE TRIGGER e INSTEAD OF DELETE ON people BEGIN SELECT old.age; END;
      CREATE VIEW lost AS SELECT * FROM gone;
      CREATE TRIGGER f INSTEAD OF INSERT ON lost BEGIN SELECT 1; END;`),
    ).toEqual([
      null,
      "no such table: gone",
      "no such column: text",
      "no such column: new.age",
      "no such column: old.age",
      "no such table: main.gone",
    ]);
  });

  test("are not blamed for a foreign key of their table", () => {
    expect(
      broken(`CREATE TABLE books (user REFERENCES users (name));
      CREATE TRIGGER a AFTER INSERT ON books BEGIN SELECT 1; END;
      CREATE TRIGGER b AFTER DELETE ON users BEGIN DELETE FROM books WHERE user = old.name; END;`),
    ).toEqual([null, null]);
  });

  test("leave nothing behind when they are compiled", () => {
    const connection = new Database(":memory:");
    connection.exec(
      `${tables} CREATE TRIGGER b AFTER INSERT ON users BEGIN INSERT INTO gone VALUES (1); END;`,
    );
    introspect(connection);
    expect(connection.prepare("SELECT count(*) FROM temp.sqlite_schema").pluck().get()).toBe(0);
    expect(connection.prepare("SELECT count(*) FROM users").pluck().get()).toBe(0);
    expect(connection.inTransaction).toBe(false);
  });
});

describe("virtual tables", () => {
  test("own their shadow tables, which are listed nowhere else", () => {
    const { tables, virtualTables } =
      schemaOf(`CREATE TABLE docs_archive (x); CREATE VIRTUAL TABLE docs USING fts5(title, body);
      CREATE VIRTUAL TABLE IF NOT EXISTS "docs_old" USING "fts4" (title); CREATE VIRTUAL TABLE box USING rtree(id, a, b);`);
    expect(names(tables)).toEqual(["docs_archive"]);
    expect(
      virtualTables.map(({ name, module, shadowTables }) => [name, module, [...shadowTables].sort()]),
    ).toEqual([
      ["docs", "fts5", ["docs_config", "docs_content", "docs_data", "docs_docsize", "docs_idx"]],
      [
        "docs_old",
        "fts4",
        ["docs_old_content", "docs_old_docsize", "docs_old_segdir", "docs_old_segments", "docs_old_stat"],
      ],
      ["box", "rtree", ["box_node", "box_parent", "box_rowid"]],
    ]);
  });

  test("of an unknown module are not analysed, and the rest goes on", () => {
    const { tables, virtualTables, notAnalysed } = schemaWithText(
      "CREATE TABLE users (id); CREATE TABLE items (x); CREATE TABLE items_chunks (y); CREATE TABLE items_sold (id REFERENCES users);",
      { items: "CREATE VIRTUAL TABLE items USING vec0(embedding float[4])" },
    );
    expect(names(tables)).toEqual(["users", "items_sold"]);
    expect(virtualTables).toMatchObject([{ name: "items", module: "vec0", shadowTables: ["items_chunks"] }]);
    expect(notAnalysed).toMatchObject([
      { what: "virtual table items", why: expect.stringContaining("vec0") },
    ]);
    expect(notAnalysed[0]?.why).toContain("items_chunks");
  });
});

describe("what only the application has", () => {
  test("collations are named, and the table is read", () => {
    const { tables, notAnalysed } = schemaWithText(
      "CREATE TABLE users (name TEXT, nick TEXT UNIQUE); CREATE TABLE books (id);",
      {
        users: "CREATE TABLE users (name TEXT COLLATE german, nick TEXT COLLATE phonebook UNIQUE)",
      },
    );
    expect(names(tables)).toEqual(["users", "books"]);
    expect(tables[0]?.columns.map(({ collation }) => collation)).toEqual(["GERMAN", "PHONEBOOK"]);
    expect(notAnalysed).toMatchObject([
      { what: "table users", why: expect.stringContaining("GERMAN, PHONEBOOK") },
    ]);
  });

  test("functions in checks, generated columns, defaults and indexes are named", () => {
    const connection = new Database(":memory:");
    connection.function("slug", { deterministic: true }, (text) => text);
    connection.exec(`CREATE TABLE a (x CHECK (slug(x) <> '')); CREATE TABLE b (x, y AS (slug(x)));
      CREATE TABLE c (x); CREATE INDEX by_slug ON c (slug(x)); CREATE TABLE d (x); CREATE INDEX some ON d (x) WHERE slug(x) > 1;
      CREATE TABLE e (x DEFAULT (slug('a'))); CREATE TABLE fine (x CHECK (x IN ('slug(', 'b') AND length(x) > 0));`);
    const { tables, notAnalysed } = introspect(new Database(connection.serialize()));
    expect(names(tables)).toEqual(["a", "b", "c", "d", "e", "fine"]);
    expect(notAnalysed.map(({ what }) => what)).toEqual([
      "table a",
      "table b",
      "table c",
      "table d",
      "table e",
    ]);
    for (const { why } of notAnalysed) expect(why).toContain("slug");
  });
});

describe("tables that are not the application's", () => {
  test("internal and temporary ones are left out", () => {
    const { tables, views, triggers } =
      schemaOf(`CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name);
      CREATE INDEX i ON users (name); INSERT INTO users VALUES (1, 'a'); ANALYZE; CREATE TEMP TABLE users (x);
      CREATE TEMP VIEW v AS SELECT 1; CREATE TEMP TRIGGER t AFTER INSERT ON main.users BEGIN SELECT 1; END;`);
    expect(names(tables)).toEqual(["users"]);
    expect(names(tables[0]?.columns ?? [])).toEqual(["id", "name"]);
    expect([views, triggers]).toEqual([[], []]);
  });

  const role = (sql: string, name: string) => schemaOf(sql).tables.find((table) => table.name === name)?.role;

  test.each([
    ["__drizzle_migrations", "id, hash, created_at"],
    ["_prisma_migrations", "id, checksum"],
    ["SequelizeMeta", "name"],
    ["knex_migrations_lock", "index_ INT, is_locked"],
    ["d1_migrations", "id, name, applied_at"],
    ["schema_migrations", "version"],
    ["alembic_version", "version_num"],
    ["django_migrations", "id, app, name, applied"],
    ["migrations", "id, timestamp, name"],
  ])("%s is a ledger", (name, columns) => {
    expect(role(`CREATE TABLE "${name}" (${columns})`, name)).toBe("ledger");
  });

  test("a table of migrations that is the application's own stays the application's", () => {
    expect(role("CREATE TABLE migrations (id, species, from_place, to_place)", "migrations")).toBe(
      "application",
    );
  });

  test.each([
    "__new_users",
    "__old_push_users",
    "_alembic_tmp_users",
    "users__old",
    "_prisma_new_users",
    "temporary_users",
    "new_users",
  ])("%s beside users is a leftover", (name) => {
    expect(role(`CREATE TABLE users (id, name); CREATE TABLE ${name} (id, name, age)`, name)).toBe(
      "leftover",
    );
  });

  test.each([
    ["new_users", "CREATE TABLE new_users (id, name)"],
    ["new_users", "CREATE TABLE users (id, name); CREATE TABLE new_users (signup, campaign)"],
    ["temporary_passwords", "CREATE TABLE temporary_passwords (id, hash)"],
    ["users_backup", "CREATE TABLE users (id, name); CREATE TABLE users_backup (id, name)"],
    ["news", "CREATE TABLE news (id)"],
  ])("%s is the application's", (name, sql) => {
    expect(role(sql, name)).toBe("application");
  });

  test("TypeORM's half of a rename is a leftover even when the original is gone", () => {
    expect(role('CREATE TABLE "temporary_users" ("id" integer)', "temporary_users")).toBe("leftover");
  });

  test("_doctor_ tables are the doctor's", () => {
    expect(role("CREATE TABLE _doctor_undo (x)", "_doctor_undo")).toBe("doctor");
  });
});
