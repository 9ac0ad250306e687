import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { schemaOf, tableOf } from "./built.ts";

/** The only table that a list of columns and constraints makes. */
const table = (body: string, options = "") => tableOf(`CREATE TABLE orders (${body}) ${options}`, "orders");
const column = (definition: string, options = "") => table(`${definition}`, options).columns[0];

describe("primary keys", () => {
  test.each([
    ["id INTEGER PRIMARY KEY", true],
    ["id integer primary key", true],
    ['id "INTEGER" PRIMARY KEY', true],
    ["id INTEGER PRIMARY KEY ASC", true],
    ["id INTEGER PRIMARY KEY DESC", false],
    ["id INTEGER, PRIMARY KEY (id DESC)", true],
    ["id INTEGER, PRIMARY KEY (id)", true],
    ["id INT PRIMARY KEY", false],
    ["id BIGINT PRIMARY KEY", false],
    ["id INTEGER(8) PRIMARY KEY", false],
    ["id TEXT PRIMARY KEY", false],
    ["id INTEGER UNIQUE PRIMARY KEY", true],
    ["id INTEGER, no INTEGER, PRIMARY KEY (id, no)", false],
  ])("%s: is it the rowid? %s", (body, rowidAlias) => {
    expect(table(body).primaryKey).toMatchObject({ rowidAlias });
    // SQLite itself decides: only an alias follows the rowid.
    const columns = body.includes("no INTEGER") ? "(rowid, id, no) VALUES (7, 1, 1)" : "(rowid) VALUES (7)";
    expect(followsRowid(body, columns)).toBe(rowidAlias);
  });

  test("of a WITHOUT ROWID table are no alias and refuse NULL", () => {
    const { primaryKey, columns, withoutRowid } = table("id INTEGER PRIMARY KEY, no", "WITHOUT ROWID");
    expect(withoutRowid).toBe(true);
    expect(primaryKey).toMatchObject({ columns: ["id"], rowidAlias: false });
    expect(columns.map(({ notNull }) => notNull)).toEqual([true, false]);
  });

  test("of other types admit NULL unless the table is STRICT", () => {
    expect(column("id TEXT PRIMARY KEY")?.notNull).toBe(false);
    expect(column("id TEXT PRIMARY KEY", "STRICT")?.notNull).toBe(true);
    expect(column("id TEXT NOT NULL PRIMARY KEY")?.notNull).toBe(true);
    expect(column("id INTEGER NOT NULL PRIMARY KEY")?.notNull).toBe(false);
  });

  test("keep their order, direction, name and conflict clause", () => {
    expect(
      table('a, "b b", c, CONSTRAINT "the key" PRIMARY KEY (c, "b b" DESC, a) ON CONFLICT REPLACE')
        .primaryKey,
    ).toEqual({
      name: "the key",
      columns: ["c", "b b", "a"],
      rowidAlias: false,
      autoincrement: false,
      descending: ["b b"],
      conflict: "REPLACE",
    });
    expect(table("id INTEGER PRIMARY KEY DESC").primaryKey?.descending).toEqual(["id"]);
    expect(table("id INTEGER, PRIMARY KEY (id DESC)").primaryKey?.descending).toEqual([]);
  });

  test("count up only with AUTOINCREMENT, not with the word in a comment or string", () => {
    expect(table("id INTEGER PRIMARY KEY AUTOINCREMENT").primaryKey?.autoincrement).toBe(true);
    expect(table("id INTEGER, PRIMARY KEY (id AUTOINCREMENT)").primaryKey?.autoincrement).toBe(true);
    const no = "id INTEGER PRIMARY KEY /* no AUTOINCREMENT */, x DEFAULT ' AUTOINCREMENT '";
    expect(table(no).primaryKey?.autoincrement).toBe(false);
  });
});

describe("columns", () => {
  test.each([
    ["x DEFAULT 1", "1"],
    ["x DEFAULT -1", "-1"],
    ["x DEFAULT - 1.5", "- 1.5"],
    ["x DEFAULT (1)", "(1)"],
    ["x DEFAULT ((1 + 2))", "((1 + 2))"],
    ["x DEFAULT (1 + 2 -- so\n)", "(1 + 2 -- so\n)"],
    ["x DEFAULT 'it''s'", "'it''s'"],
    ["x DEFAULT draft", "draft"],
    ['x DEFAULT "draft"', '"draft"'],
    ["x DEFAULT [draft]", "[draft]"],
    ["x DEFAULT NULL", "NULL"],
    ["x DEFAULT x'c0ffee'", "x'c0ffee'"],
    ["x DEFAULT CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"],
    ["x DEFAULT (datetime('now', ')'))", "(datetime('now', ')'))"],
    ["x DEFAULT /* (0) */ 5", "5"],
    ["x DEFAULT 1 DEFAULT 2", "2"],
    ["x", null],
  ])("%s has the default %s", (definition, expected) => {
    expect(column(definition)?.default).toBe(expected);
    const { checks } = table(`${definition}, CHECK (1)`);
    expect(checks).toHaveLength(1);
    expect(table(`${definition}, CHECK (1)`).columns[0]?.default).toBe(expected);
  });

  test("keep the declared type, without GENERATED ALWAYS", () => {
    expect(column("x VARCHAR(40)")).toMatchObject({ type: "VARCHAR(40)", affinity: "TEXT" });
    expect(column("x unsigned big int")).toMatchObject({ affinity: "INTEGER" });
    expect(column('x "my type"')).toMatchObject({ type: "my type", affinity: "NUMERIC" });
    expect(column("x")).toMatchObject({ type: "", affinity: "BLOB" });
    expect(table("a, x TEXT GENERATED ALWAYS AS (a)").columns[1]?.type).toBe("TEXT");
    expect(column("x ANY")?.affinity).toBe("NUMERIC");
    expect(column("x ANY", "STRICT")?.affinity).toBe("BLOB");
  });

  test("tell generated ones, virtual and stored, with their expression", () => {
    const { columns } = table(
      "price REAL, total REAL AS (price * 1.2), label TEXT GENERATED ALWAYS AS (price || ' )') STORED NOT NULL",
    );
    expect(columns.map(({ name, generated }) => [name, generated])).toEqual([
      ["price", null],
      ["total", { expression: "price * 1.2", stored: false }],
      ["label", { expression: "price || ' )'", stored: true }],
    ]);
  });

  test("know their collation, in upper case, the last of several", () => {
    expect(column("x TEXT COLLATE nocase")?.collation).toBe("NOCASE");
    expect(column('x COLLATE NOCASE COLLATE "rtrim"')?.collation).toBe("RTRIM");
    expect(column("x TEXT DEFAULT ' COLLATE NOCASE' -- COLLATE RTRIM\n")?.collation).toBe("BINARY");
  });

  test("know the conflict clause of NOT NULL", () => {
    expect(column("x NOT NULL ON CONFLICT IGNORE")).toMatchObject({
      notNull: true,
      notNullConflict: "IGNORE",
    });
    expect(column("x NOT NULL")).toMatchObject({ notNull: true, notNullConflict: null });
    expect(column("x NULL")).toMatchObject({ notNull: false, notNullConflict: null });
  });
});

describe("constraints", () => {
  test("UNIQUE keeps name, columns, collation and conflict clause, in the order written", () => {
    const { uniques } = table(
      "a TEXT COLLATE NOCASE UNIQUE, b, c CONSTRAINT one UNIQUE ON CONFLICT REPLACE, CONSTRAINT two UNIQUE (b COLLATE RTRIM DESC, a)",
    );
    const part = (name: string, collation = "BINARY", descending = false) => ({
      column: name,
      expression: null,
      collation,
      descending,
    });
    expect(uniques).toEqual([
      { name: null, columns: [part("a", "NOCASE")], conflict: null },
      { name: "one", columns: [part("c")], conflict: "REPLACE" },
      { name: "two", columns: [part("b", "RTRIM", true), part("a", "NOCASE")], conflict: null },
    ]);
  });

  test("UNIQUE that repeats another or the primary key is kept once, as SQLite does", () => {
    expect(table("a UNIQUE, b, UNIQUE (a) ON CONFLICT IGNORE").uniques).toMatchObject([
      { conflict: "IGNORE" },
    ]);
    expect(table("a TEXT PRIMARY KEY, UNIQUE (a)").uniques).toEqual([]);
    expect(table("a, UNIQUE (a), UNIQUE (a COLLATE NOCASE)").uniques).toHaveLength(2);
    expect(table("a, UNIQUE (a, a)").uniques).toHaveLength(1);
    expect(table("id INTEGER PRIMARY KEY UNIQUE").uniques).toHaveLength(1);
  });

  test("CHECK is read from the text: named, unnamed, of columns and of the table, none from comments or strings", () => {
    const { checks } = table(`a CHECK (a > 0) CHECK (a < ')' ), b TEXT DEFAULT 'CHECK (b)' -- CHECK (c)
      , "check" INT /* CHECK (d) */, CONSTRAINT [is it] CHECK ((a) IN (1, (2))), CHECK ("check" <> 1)`);
    expect(checks).toEqual([
      { name: null, expression: "a > 0" },
      { name: null, expression: "a < ')'" },
      { name: "is it", expression: "(a) IN (1, (2))" },
      { name: null, expression: '"check" <> 1' },
    ]);
  });

  test("foreign keys come in the order written, with targets, actions and deferral", () => {
    const { foreignKeys } =
      table(`user_id INT REFERENCES users, a REFERENCES "the books"(id) ON UPDATE CASCADE REFERENCES c (d)
      DEFERRABLE INITIALLY DEFERRED, b, CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES pairs (x, y) ON DELETE SET NULL ON UPDATE SET DEFAULT,
      FOREIGN KEY (b) REFERENCES orders ON DELETE RESTRICT NOT DEFERRABLE INITIALLY DEFERRED`);
    const plain = { name: null, onDelete: "NO ACTION", onUpdate: "NO ACTION", deferred: false };
    expect(foreignKeys).toEqual([
      { ...plain, columns: ["user_id"], parent: "users", parentColumns: null },
      { ...plain, columns: ["a"], parent: "the books", parentColumns: ["id"], onUpdate: "CASCADE" },
      { ...plain, columns: ["a"], parent: "c", parentColumns: ["d"], deferred: true },
      {
        ...plain,
        name: "fk",
        columns: ["a", "b"],
        parent: "pairs",
        parentColumns: ["x", "y"],
        onDelete: "SET NULL",
        onUpdate: "SET DEFAULT",
      },
      { ...plain, columns: ["b"], parent: "orders", parentColumns: null, onDelete: "RESTRICT" },
    ]);
  });
});

describe("indexes", () => {
  const build = (index: string) =>
    tableOf(
      `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, age INT); ${index}`,
      "users",
    ).indexes;

  test("keep columns with collation and direction, expressions and the predicate", () => {
    const sql =
      "CREATE UNIQUE INDEX \"by name\" ON users (name, age DESC, name COLLATE RTRIM, lower(name) COLLATE NOCASE, name || ' where ' COLLATE NOCASE) WHERE age > 1 AND name <> ' where '";
    expect(build(sql)).toEqual([
      {
        name: "by name",
        unique: true,
        parts: [
          { column: "name", expression: null, collation: "NOCASE", descending: false },
          { column: "age", expression: null, collation: "BINARY", descending: true },
          { column: "name", expression: null, collation: "RTRIM", descending: false },
          { column: null, expression: "lower(name)", collation: "NOCASE", descending: false },
          {
            column: null,
            expression: "name || ' where ' COLLATE NOCASE",
            collation: "BINARY",
            descending: false,
          },
        ],
        where: "age > 1 AND name <> ' where '",
        sql,
      },
    ]);
  });

  test("come in the order they were created, without those of constraints", () => {
    const names = build("CREATE INDEX z ON users (age); CREATE INDEX a ON users (name);").map(
      ({ name }) => name,
    );
    expect(names).toEqual(["z", "a"]);
    expect(tableOf("CREATE TABLE t (a UNIQUE, b TEXT PRIMARY KEY)", "t").indexes).toEqual([]);
  });
});

describe("names", () => {
  const odd = [
    "order",
    'quo"te',
    "back`tick",
    "brack]et",
    "new\nline",
    "größe ☃",
    "it's",
    " spaced ",
    "a.b",
    "sqliteish",
    "%",
    "a;b--c",
  ];

  test.each(odd)("%j may be a table's, a column's, an index's, a view's and a trigger's", (name) => {
    const q = `"${name.replaceAll('"', '""')}"`;
    const schema = schemaOf(`CREATE TABLE ${q} (id INTEGER PRIMARY KEY, ${q} TEXT CHECK (${q} <> ''), 
      other REFERENCES ${q} (${q}), UNIQUE (${q}));
      CREATE INDEX "x${name.replaceAll('"', '""')}" ON ${q} (${q}) WHERE ${q} > 'a';
      CREATE VIEW "v${name.replaceAll('"', '""')}" AS SELECT ${q} FROM ${q};
      CREATE TRIGGER "t${name.replaceAll('"', '""')}" AFTER INSERT ON ${q} BEGIN SELECT new.${q}; END`);
    const [table] = schema.tables;
    expect(table).toMatchObject({
      name,
      checks: [{ expression: `${q} <> ''` }],
      uniques: [{ columns: [{ column: name }] }],
      foreignKeys: [{ columns: ["other"], parent: name, parentColumns: [name] }],
      indexes: [{ name: `x${name}`, parts: [{ column: name }], where: `${q} > 'a'` }],
    });
    expect(schema.views).toMatchObject([{ name: `v${name}`, broken: null }]);
    expect(schema.triggers).toMatchObject([{ name: `t${name}`, table: name, broken: null }]);
    expect(schema.notAnalysed).toEqual([]);
  });

  test("quoted in any of SQLite's ways are read", () => {
    const { columns, name } = tableOf(
      "CREATE TABLE [my table] ('a' INT, `b` INT CHECK (b), \"c\" INT, [d] INT)",
      "my table",
    );
    expect(name).toBe("my table");
    expect(columns.map((column) => column.name)).toEqual(["a", "b", "c", "d"]);
  });
});

test("a table made by CREATE TABLE AS, altered or renamed is read as it is stored", () => {
  const sql = `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT CHECK (name <> '') -- the name
    ); CREATE TABLE names AS SELECT id, name FROM users;
    ALTER TABLE users ADD COLUMN age INT DEFAULT (1) CHECK (age > 0) REFERENCES users;
    ALTER TABLE users RENAME COLUMN name TO "full name"; ALTER TABLE users RENAME TO people;`;
  expect(tableOf(sql, "names").columns.map(({ name, type }) => [name, type])).toEqual([
    ["id", "INT"],
    ["name", "TEXT"],
  ]);
  const people = tableOf(sql, "people");
  expect(people.columns.map(({ name }) => name)).toEqual(["id", "full name", "age"]);
  expect(people.checks.map(({ expression }) => expression)).toEqual(["\"full name\" <> ''", "age > 0"]);
  expect(people.foreignKeys).toMatchObject([{ columns: ["age"], parent: "people" }]);
  expect(people.sql).toContain("-- the name");
});

test("a table of the longest size is read", () => {
  const body = Array.from({ length: 2000 }, (_, i) => `c${i} INT CHECK (c${i} > ${i})`).join(", ");
  const { columns, checks } = table(body);
  expect([columns.length, checks.length]).toEqual([2000, 2000]);
});

/** Whether the first column shows the rowid that a row is given. */
function followsRowid(body: string, insert: string): boolean {
  const connection = new Database(":memory:");
  connection.exec(`CREATE TABLE orders (${body}); INSERT INTO orders ${insert}`);
  const id = connection.prepare("SELECT id FROM orders").pluck().get();
  connection.close();
  return id === 7;
}
