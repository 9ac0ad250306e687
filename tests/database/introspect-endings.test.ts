import Database from "better-sqlite3";
import { describe, expect, it, test } from "vitest";
import { introspect } from "../../src/database/introspect.ts";

const columns = [
  "id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
  `"na me" varchar(10) NOT NULL DEFAULT 'a, CONSTRAINT b CHECK (c)' UNIQUE`,
  "n INTEGER DEFAULT -1, wört TEXT DEFAULT wört, d DEFAULT +1.5e3, t DEFAULT CURRENT_TIMESTAMP, b DEFAULT x'00ff', w DEFAULT true",
  '-- , CONSTRAINT c CHECK (0)\n  [a,b] TEXT /* , CONSTRAINT c CHECK (0) */ DEFAULT "x"',
  '`q``r` DECIMAL(10, 2), CONSTRAINTé TEXT, "constraint" INT',
  "checked INTEGER, assets TEXT",
  `dashes INTEGER DEFAULT ${"-".repeat(200)}\n 5, stars TEXT DEFAULT ${"/***/ /* * / */".repeat(60)} 'x'`,
];
const heads = [
  "p INTEGER, q INTEGER",
  "p INTEGER PRIMARY KEY, q INTEGER UNIQUE",
  "p INTEGER, q INTEGER, PRIMARY KEY (p, q)",
  "p INTEGER, q INTEGER, UNIQUE (q, p)",
  "p INTEGER REFERENCES parents (id), q INTEGER",
  "p INTEGER, q INTEGER, FOREIGN KEY (p) REFERENCES parents (id)",
  "p TEXT COLLATE NOCASE, q INTEGER NOT NULL ON CONFLICT IGNORE",
  "p INTEGER CONSTRAINT own NOT NULL, q INTEGER AS (p + 1)",
  "p INTEGER DEFAULT/* here */(1), q TEXT DEFAULT -- there (\n ('v')",
  "p INTEGER DEFAULT (1 + 1), q INTEGER CHECK (q > 0)",
];
const endings = [
  "CONSTRAINT k PRIMARY KEY (p)",
  "CONSTRAINT k UNIQUE (p COLLATE NOCASE, q DESC) ON CONFLICT REPLACE",
  `CONSTRAINT "f k" FOREIGN KEY (p) REFERENCES "parents" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED`,
  "CONSTRAINT one FOREIGN KEY (p) REFERENCES parents (id), CONSTRAINT two FOREIGN KEY (q, p) REFERENCES parents, UNIQUE (q)",
  "constraint c CHECK (p > '),') CONSTRAINT d CHECK (q <> p), FOREIGN KEY (q) REFERENCES parents (id) NOT DEFERRABLE",
  "CONSTRAINT nothing CONSTRAINT c CHECK (p IN (1, 2))",
  "CONSTRAINT u UNIQUE (p), CHECK (p COLLATE NOCASE <> 'x'), CONSTRAINT v UNIQUE (q)",
];

describe("a table of which only the constraints with names are read", () => {
  let read = 0;
  for (const head of [...heads, ...columns.map((column) => `${column}, p INTEGER, q INTEGER`)]) {
    test.each(endings)(`is the one that is read as a whole: ${head}, %s`, (ending) => {
      for (const options of ["", " STRICT", " WITHOUT ROWID", " WITHOUT ROWID, STRICT"]) {
        const [short, whole] = [`, \n ${ending}`, `, /**/ ${ending}`].map((end) =>
          tables(`${head}${end}`, options),
        );
        expect(short).toEqual(whole);
        if (short !== null) read++;
      }
    });
  }

  it("is built by most of these texts", () => {
    expect(read).toBeGreaterThan(80);
  });
});

const defaults = [
  "(CURRENT_TIMESTAMP)",
  "( current_date )",
  "(1)",
  "( -1.5e3 )",
  "(+ 2)",
  "('it''s (1)')",
  "('a' || 'b')",
  "(unixepoch())",
  "(datetime('now', '+1 day'))",
  "(x'00ff')",
  "((1))",
  "(true)",
  "CURRENT_TIMESTAMP",
  "-1",
  "'DEFAULT (1)'",
  "word",
  "(NULL)",
];

describe("a table of which only the defaults are read", () => {
  const others = ["", " REFERENCES parents (id) ON DELETE SET DEFAULT", " NOT NULL", " DEFAULT 3"];
  for (const one of defaults) {
    test.each(defaults)(`is the one that is read as a whole: DEFAULT ${one}, DEFAULT %s`, (two) => {
      for (const other of others) {
        const [short, ...whole] = [" ", "/**/", "-- it's\n", "/* it's ( */"].map((between) =>
          tables(
            `p INTEGER, "DEFAULT" TEXT DEFAULT${between}${one}${other}, q DEFAULT${between}${two}, r TEXT DEFAULT(1) -- DEFAULT 2`,
            "",
            "\n, s",
          ),
        );
        expect(short).not.toBeNull();
        for (const each of whole) expect(each).toEqual(short);
      }
    });
  }
});

it("is no such table where a comment behind DEFAULT hides what follows from a careless reader", () => {
  const db = new Database(":memory:");
  db.exec("CREATE TABLE t (id INT DEFAULT -- it's\n(1 + 2) CHECK /* it's */ (id > 0))");
  expect(introspect(db).tables[0]?.checks).toEqual([{ name: null, expression: "id > 0" }]);
});

/** The tables that SQLite builds, their texts aside; null where it builds none. */
function tables(body: string, options: string, rest = ""): unknown {
  const db = new Database(":memory:");
  try {
    db.exec(`CREATE TABLE parents (id INTEGER PRIMARY KEY); CREATE TABLE t (${body}${rest})${options}`);
  } catch {
    return null;
  }
  const schema = introspect(db);
  expect(schema.notAnalysed).toEqual([]);
  db.exec("ALTER TABLE t ADD COLUMN added TEXT DEFAULT 'x'");
  const after = introspect(db);
  return [schema, after].map((one) => one.tables.map((table) => ({ ...table, sql: "" })));
}
