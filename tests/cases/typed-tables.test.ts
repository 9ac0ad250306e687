import { describe, expect, it } from "vitest";
import { held } from "./held.ts";

/** A type's tags and properties, the body of the table the database has, statements after it, and the issues that follow. `#` stands for the table. */
type TypedTable = readonly [
  what: string,
  tags: string,
  properties: string,
  ddl: string,
  statements: string,
  issues: readonly string[],
];

const pair = "a: string; b: string";
const columns = "a TEXT NOT NULL, b TEXT NOT NULL";
const key = ["high mismatched-primary-key"];

const tables: readonly TypedTable[] = [
  ["an integer key", "", "id: number", "(id INTEGER PRIMARY KEY)", "", []],
  ["an integer key that may be null", "", "id: number | null", "(id INTEGER PRIMARY KEY)", "", []],
  ["an integer key NOT NULL", "", "id: number", "(id INTEGER NOT NULL PRIMARY KEY)", "", []],
  ["a counter nobody speaks of", "", "id: number", "(id INTEGER PRIMARY KEY AUTOINCREMENT)", "", []],
  ["no key where none is stated", "", "id: number", "(id INTEGER NOT NULL)", "", []],
  ["a text key that accepts NULL", "", "/** @primaryKey */ code: string", "(code TEXT PRIMARY KEY)", "", []],
  [
    "a text key that holds NULL",
    "",
    "/** @primaryKey */ code: string",
    "(code TEXT PRIMARY KEY)",
    "INSERT INTO # VALUES (NULL)",
    ["critical mismatched-nullability"],
  ],
  [
    "a text key the type allows to be null",
    "",
    "/** @primaryKey */ code: string | null",
    "(code TEXT NOT NULL PRIMARY KEY)",
    "",
    [],
  ],
  [
    "a key stated and missing",
    "",
    "/** @primaryKey */ code: string",
    "(code TEXT NOT NULL)",
    "INSERT INTO # VALUES ('x')",
    key,
  ],
  [
    "a key stated, duplicates stored",
    "",
    "/** @primaryKey */ code: string",
    "(code TEXT NOT NULL)",
    "INSERT INTO # VALUES ('x'), ('x')",
    ["critical mismatched-primary-key"],
  ],
  [
    "a counter stated",
    "",
    "/** @primaryKey @autoincrement */ id: number",
    "(id INTEGER PRIMARY KEY)",
    "",
    key,
  ],
  ["a composite key", "@primaryKey (a, b)", pair, `(${columns}, PRIMARY KEY (a, b))`, "", []],
  [
    "a composite key in another order",
    "@primaryKey (a, b)",
    pair,
    `(${columns}, PRIMARY KEY (b, a))`,
    "",
    key,
  ],
  ["a composite key, in part", "@primaryKey (a, b)", pair, `(${columns}, PRIMARY KEY (a))`, "", key],
  ["UNIQUE of a pair", "@unique (a, b)", pair, `(${columns}, UNIQUE (b, a))`, "", []],
  [
    "UNIQUE of a pair by an index",
    "@unique (a, b)",
    pair,
    `(${columns})`,
    "CREATE UNIQUE INDEX #_u ON # (a, b)",
    [],
  ],
  ["UNIQUE of a pair missing", "@unique (a, b)", pair, `(${columns})`, "", ["high missing-unique"]],
  ["an index", "@index (a, b DESC)", pair, `(${columns})`, "CREATE INDEX #_i ON # (a, b DESC)", []],
  [
    "an index under its name",
    "@index by_ab (a, b DESC)",
    pair,
    `(${columns})`,
    "CREATE INDEX #_i ON # (a, b DESC)",
    ["info index-name"],
  ],
  [
    "an index in another direction",
    "@index (a, b DESC)",
    pair,
    `(${columns})`,
    "CREATE INDEX #_i ON # (a, b)",
    ["medium missing-index"],
  ],
  [
    "an index with a predicate",
    "@index (a) where b <> ''",
    pair,
    `(${columns})`,
    "CREATE INDEX #_i ON # (a) WHERE (b != '')",
    [],
  ],
  [
    "an index without its predicate",
    "@index (a) where b <> ''",
    pair,
    `(${columns})`,
    "",
    ["medium missing-index"],
  ],
  ["a CHECK of two columns", "@check a <> b", pair, `(${columns}, CHECK (b != a))`, "", []],
  [
    "a CHECK of two columns missing",
    "@check a <> b",
    pair,
    `(${columns})`,
    "INSERT INTO # VALUES ('x', 'x')",
    ["critical missing-check"],
  ],
  ["STRICT", "@strict", "id: number", "(id INTEGER PRIMARY KEY) STRICT", "", []],
  ["STRICT missing", "@strict", "id: number", "(id INTEGER PRIMARY KEY)", "", ["high mismatched-options"]],
  ["STRICT unspecified", "", "id: number", "(id INTEGER PRIMARY KEY) STRICT", "", []],
  [
    "WITHOUT ROWID",
    "@withoutRowid",
    "/** @primaryKey */ code: string",
    "(code TEXT PRIMARY KEY) WITHOUT ROWID",
    "",
    [],
  ],
  [
    "WITHOUT ROWID missing",
    "@withoutRowid",
    "/** @primaryKey */ code: string",
    "(code TEXT NOT NULL PRIMARY KEY)",
    "",
    ["high mismatched-options"],
  ],
  [
    "a composite reference",
    "@references (a, b) pairs(a, b)",
    pair,
    `(${columns}, FOREIGN KEY (b, a) REFERENCES pairs (b, a))`,
    "",
    [],
  ],
  [
    "a composite reference missing",
    "@references (a, b) pairs(a, b)",
    pair,
    `(${columns})`,
    "",
    ["medium missing-foreign-key"],
  ],
  [
    "a missing column",
    "",
    "id: number; email: string | null",
    "(id INTEGER PRIMARY KEY)",
    "",
    ["high missing-column"],
  ],
  [
    "a column NOT NULL that blocks INSERTs",
    "",
    "id: number",
    "(id INTEGER PRIMARY KEY, email TEXT NOT NULL)",
    "",
    ["high unexpected-column"],
  ],
  [
    "another column",
    "",
    "id: number",
    "(id INTEGER PRIMARY KEY, email TEXT)",
    "",
    ["info unexpected-column"],
  ],
  ["columns in another order", "", pair, "(b TEXT NOT NULL, a TEXT NOT NULL)", "", []],
  ["a column in other letters", "", "email: string", "(Email TEXT NOT NULL)", "", ["info name-case"]],
  [
    "a rename to be confirmed",
    "",
    "id: number; emailAddress: string | null",
    "(id INTEGER PRIMARY KEY, email TEXT)",
    "",
    ["high suspected-rename"],
  ],
  [
    "a rename confirmed",
    "",
    "id: number; /** @renamedFrom email */ emailAddress: string | null",
    "(id INTEGER PRIMARY KEY, email TEXT)",
    "",
    ["high missing-column"],
  ],
  [
    "everything nobody speaks of",
    "",
    pair,
    `(${columns}, UNIQUE (a), CHECK (a <> b), PRIMARY KEY (b) ON CONFLICT REPLACE) WITHOUT ROWID`,
    "",
    [],
  ],
];

describe("a type and the table the database has for it", async () => {
  const model = tables.map(
    ([, tags, properties], i) =>
      `/** @table t${i}\n * ${tags}\n */\nexport interface T${i} { ${properties} }`,
  );
  const database = tables.map(
    ([, , , ddl, statements], i) => `CREATE TABLE t${i} ${ddl}; ${statements.replaceAll("#", `t${i}`)};`,
  );
  const pairs = "/** @table pairs\n * @primaryKey (a, b)\n */ export interface Pair { a: string; b: string }";
  const { issues, notAnalysed } = await held({
    declared: { types: [pairs, ...model].join("\n") },
    actual: [`CREATE TABLE pairs (${columns}, PRIMARY KEY (a, b));`, ...database].join("\n"),
  });

  it("are all read", () => {
    expect(notAnalysed).toEqual([]);
  });

  it.each(tables.map(([what, , , , , expected], i) => [what, expected, i] as const))(
    "%s: %j",
    (_, expected, i) => {
      const own = issues.filter(({ table }) => table === `t${i}`);
      expect(own.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(expected);
    },
  );
});

describe("a Kysely database and what stands behind it", async () => {
  const kysely: readonly (readonly [what: string, type: string, ddl: string, issues: readonly string[]])[] = [
    ["a generated key", "id: Generated<number>", "(id INTEGER PRIMARY KEY)", []],
    [
      "a generated column with a default",
      "id: number; at: Generated<string>",
      "(id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)",
      [],
    ],
    [
      "a generated column without",
      "id: number; at: Generated<string>",
      "(id INTEGER PRIMARY KEY, at TEXT NOT NULL)",
      ["high mismatched-default"],
    ],
    ["a key that is no alias", "id: Generated<number>", "(id INT PRIMARY KEY)", ["high mismatched-default"]],
    [
      "a computed column",
      "id: number; total: GeneratedAlways<number>",
      "(id INTEGER PRIMARY KEY, total INTEGER AS (id * 2))",
      [],
    ],
    [
      "the type that is selected",
      "id: number; at: ColumnType<Date, string, never>",
      "(id INTEGER PRIMARY KEY, at BLOB NOT NULL)",
      ["high mismatched-type"],
    ],
    [
      "JSON",
      "id: number; data: JSONColumnType<{ a: number }>",
      "(id INTEGER PRIMARY KEY, data TEXT NOT NULL)",
      [],
    ],
    [
      "JSON that may be null",
      "id: number; data: JSONColumnType<{ a: number } | null>",
      "(id INTEGER PRIMARY KEY, data TEXT)",
      [],
    ],
    [
      "a missing column, which counts as used",
      "id: number; email: string | null",
      "(id INTEGER PRIMARY KEY)",
      ["critical missing-column"],
    ],
    [
      "names as they are",
      "id: number; firstName: string",
      '(id INTEGER PRIMARY KEY, "firstName" TEXT NOT NULL)',
      [],
    ],
  ];
  const members = kysely.map(([, type], i) => `k${i}: { ${type} }`);
  const imports = "Generated, GeneratedAlways, ColumnType, JSONColumnType, Kysely";
  const { issues, notAnalysed } = await held({
    declared: {
      types: `import type { ${imports} } from "kysely";\ninterface Database { ${members.join("; ")}; missing: { id: number } }\nexport declare const db: Kysely<Database>;`,
    },
    actual: kysely.map(([, , ddl], i) => `CREATE TABLE k${i} ${ddl};`).join("\n"),
  });

  it("are all read", () => {
    expect(notAnalysed).toEqual([]);
  });

  it("has a missing table as critical", () => {
    const own = issues.filter(({ table }) => table === "missing");
    expect(own.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(["critical missing-table"]);
  });

  it.each(kysely.map(([what, , , expected], i) => [what, expected, i] as const))(
    "%s: %j",
    (_, expected, i) => {
      const own = issues.filter(({ table }) => table === `k${i}`);
      expect(own.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(expected);
    },
  );
});
