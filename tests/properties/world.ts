import fc from "fast-check";

/** A column of a generated table. */
export interface ColumnSpec {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly collate: string | null;
  readonly unique: boolean;
  readonly check: string | null;
  readonly generated: string | null;
  readonly references: boolean;
}

/** A generated table beside its parent `teams`. */
export interface TableSpec {
  readonly key: "none" | "alias" | "auto" | "plain";
  readonly strict: boolean;
  readonly withoutRowid: boolean;
  readonly columns: readonly ColumnSpec[];
  readonly indexes: readonly string[];
  /** A comment behind the last column. */
  readonly comment: boolean;
}

/** An alteration of a table's declaration. */
export type Edit = (table: TableSpec) => TableSpec;

const types = ["TEXT", "INTEGER", "REAL", "BLOB", "INT"] as const;
const values = [
  "NULL",
  "0",
  "1",
  "-7",
  "2.5",
  "'a'",
  "'A'",
  "''",
  "'10'",
  "'0010'",
  "x'61'",
  "9007199254740993",
  "1e300",
];

const columnOf = (name: string): fc.Arbitrary<ColumnSpec> =>
  fc
    .record({
      type: fc.constantFrom(...types),
      notNull: fc.boolean(),
      default: fc.constantFrom(null, null, "1", "'d'", "(1 + 1)", "CURRENT_DATE"),
      collate: fc.constantFrom(null, null, "NOCASE"),
      unique: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      check: fc.constantFrom(null, null, null, `"${name}" <> 'a'`, `length("${name}") < 9`),
      generated: fc.constantFrom(null, null, null, null, "AS (k) VIRTUAL", "AS (k || 'x') STORED"),
      references: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    })
    .map((facets) => ({ name, ...facets, default: facets.generated ? null : facets.default }));

const names = ["a", "b c", "rowid", "Order"];

const tableSpec: fc.Arbitrary<TableSpec> = fc.record({
  key: fc.constantFrom("none", "alias", "auto", "plain"),
  strict: fc.boolean(),
  withoutRowid: fc.boolean(),
  columns: fc.subarray(names, { minLength: 1 }).chain((chosen) => fc.tuple(...chosen.map(columnOf))),
  indexes: fc.subarray(['("a")', '(lower("a"), k DESC)', '("b c" COLLATE NOCASE) WHERE k > 0', "(k)"]),
  comment: fc.boolean(),
});

const onColumn = (edit: (column: ColumnSpec, other: ColumnSpec) => Partial<ColumnSpec>): fc.Arbitrary<Edit> =>
  fc.tuple(fc.nat(3), columnOf("x")).map(([at, other]) => (table) => ({
    ...table,
    columns: table.columns.map((column, i) =>
      i === at % table.columns.length ? { ...column, ...edit(column, other) } : column,
    ),
  }));

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .constantFrom("new", "New 2")
    .chain(columnOf)
    .map(
      (column): Edit =>
        (table) =>
          table.columns.some(({ name }) => name === column.name)
            ? table
            : { ...table, columns: [...table.columns, column] },
    ),
  fc.nat(3).map(
    (at): Edit =>
      (table) =>
        table.columns.length < 2
          ? table
          : { ...table, columns: table.columns.filter((_, i) => i !== at % table.columns.length) },
  ),
  onColumn(({ notNull }) => ({ notNull: !notNull })),
  onColumn((_, other) => ({ type: other.type })),
  onColumn((_, other) => ({ default: other.default })),
  onColumn((_, other) => ({ collate: other.collate })),
  onColumn(({ unique }) => ({ unique: !unique })),
  onColumn(({ name }, other) => ({ check: other.check?.replace('"x"', `"${name}"`) ?? null })),
  onColumn((_, other) => ({ generated: other.generated, default: null })),
  onColumn(({ references }) => ({ references: !references })),
  fc.constant<Edit>((table) => ({ ...table, strict: !table.strict })),
  fc.constant<Edit>((table) => ({ ...table, withoutRowid: !table.withoutRowid })),
  fc.constantFrom("none", "alias", "auto", "plain").map(
    (key): Edit =>
      (table) => ({ ...table, key }),
  ),
  tableSpec.map(
    ({ indexes }): Edit =>
      (table) => ({ ...table, indexes }),
  ),
);

/** A table, rows to try to put into it, and what its declaration has become. */
export interface World {
  readonly before: TableSpec;
  readonly after: TableSpec;
  readonly rows: readonly (readonly string[])[];
  readonly allowDestructive: boolean;
}

/** Worlds of one table with a parent, a child, a view and a trigger. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    before: tableSpec,
    edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
    rows: fc.array(fc.array(fc.constantFrom(...values), { minLength: 6, maxLength: 6 }), { maxLength: 6 }),
    allowDestructive: fc.boolean(),
  })
  .map(({ before, edits, ...rest }) => ({
    before,
    after: edits.reduce((table, change) => change(table), before),
    ...rest,
  }));

/** The schema as SQL text. */
export function schemaSql(table: TableSpec): string {
  const { key, strict, withoutRowid, columns, indexes, comment } = table;
  const withKey = {
    none: "k INTEGER",
    alias: "k INTEGER PRIMARY KEY",
    auto: "k INTEGER PRIMARY KEY AUTOINCREMENT",
    plain: "k INT PRIMARY KEY",
  }[key];
  const options = [
    ...(strict ? ["STRICT"] : []),
    ...(withoutRowid && key === "plain" ? ["WITHOUT ROWID"] : []),
  ];
  const present = (index: string): boolean =>
    ["a", "b c"].every(
      (name) => !index.includes(`"${name}"`) || columns.some((column) => column.name === name),
    );
  return [
    "CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT);",
    `CREATE TABLE users (${[withKey, ...columns.map(columnSql)].join(", ")}${comment ? " -- the last, of all\n" : ""}) ${options.join(", ")};`,
    "CREATE TABLE posts (id INTEGER PRIMARY KEY, n INTEGER);",
    `CREATE TABLE badges (id INTEGER PRIMARY KEY, k INTEGER${key === "none" ? "" : " REFERENCES users (k) ON DELETE CASCADE"});`,
    "CREATE TABLE marks (id INTEGER PRIMARY KEY, badge INTEGER REFERENCES badges (id) ON DELETE SET NULL);",
    ...indexes.filter(present).map((index, i) => `CREATE INDEX "i ${i}" ON users ${index};`),
    "CREATE VIEW everyone AS SELECT k FROM users;",
    "CREATE TRIGGER counted AFTER INSERT ON users BEGIN INSERT INTO posts (n) VALUES (new.k); END;",
  ].join("\n");
}

function columnSql(column: ColumnSpec): string {
  const { name, type, notNull, unique, check, collate, generated, references } = column;
  return [
    `"${name}" ${type}`,
    ...(notNull ? ["NOT NULL"] : []),
    ...(column.default && !generated ? [`DEFAULT ${column.default}`] : []),
    ...(collate ? [`COLLATE ${collate}`] : []),
    ...(unique ? ["UNIQUE"] : []),
    ...(check ? [`CHECK (${check})`] : []),
    ...(generated ? [`GENERATED ALWAYS ${generated}`] : []),
    ...(references ? ["REFERENCES teams (id)"] : []),
  ].join(" ");
}

/** The statements that try to fill the table; some of them fail. */
export function rowsSql({ before, rows }: World): string[] {
  const plain = before.columns.filter(({ generated }) => !generated);
  const list = ["k", ...plain.map(({ name }) => `"${name}"`)].join(", ");
  return [
    "INSERT INTO teams VALUES (0, 'zero'), (1, 'one')",
    ...rows.map(
      (row, i) =>
        `INSERT OR IGNORE INTO users (${list}) VALUES (${[String(3 * i + 2), ...plain.map((_, j) => row[j] ?? "NULL")].join(", ")})`,
    ),
    "DELETE FROM users WHERE k = 5",
    "DELETE FROM posts",
    "INSERT INTO badges SELECT k * 10, k FROM users",
    "INSERT INTO marks SELECT id + 1, id FROM badges",
  ];
}
