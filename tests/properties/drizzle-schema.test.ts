import fc from "fast-check";
import { expect, test } from "vitest";
import { DoctorError } from "../../src/errors.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { plainTable } from "../../src/sources/drizzle-plain.ts";
import { built, schemaOf } from "../../src/sources/drizzle-schema.ts";
import type {
  DescribedColumn,
  DescribedForeignKey,
  DescribedIndex,
  DescribedTable,
  DescribedView,
} from "../../src/typescript/drizzle/described.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 400);
const location = { file: "schema.ts", line: 1, column: 1 };

/** Mostly what people write; now and then what SQLite refuses, reads otherwise, or keeps for itself. */
function mostly<T>(usual: readonly T[], odd: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

const tableName = mostly(
  ["users", "posts", "tags", "order", "group", "table", "_a", "users_id", "new_users", "migrations"],
  ["Users", "sqlite_x", "a b", "é", "", "a`b", "1st", "__new_posts", "_doctor_runs", "__drizzle_migrations"],
);
const columnName = mostly(
  ["id", "a", "b", "user_id", "select", "check", "default", "collate", "constraint"],
  ["A", "rowid", "a b", "é", "", "a'b", "x-y", "timestamp", "name"],
);
const type = mostly<string | null>(
  ["integer", "int", "text", "real", "blob", "numeric", "text(10)", null],
  [
    "INTEGER",
    "Text",
    "text(-1)",
    "text( 10 )",
    "varchar(3, 4)",
    "any",
    "integer primary key",
    "text default 1",
    "",
  ],
);
const defaultText = mostly<string | null | undefined>(
  [
    ...[null, undefined, "0", "-1", "2.50", "'draft'", "''", "'it''s, CHECK (COLLATE) \"x\" -- `'", "true"],
    ...["null", "current_timestamp", "(CURRENT_TIMESTAMP)", "(unixepoch())", "(strftime('%s', 'now'))"],
  ],
  [
    ...["1e3", "+1", ".5", "(1)", "('a')", "abc", '"a"', "x'00'", "(unixepoch() * 1000)", "( CURRENT_DATE )"],
    ...[
      "(datetime('now','-1 day'))",
      "(missing())",
      "1 CHECK (1)",
      "'a' COLLATE nocase",
      "'",
      "(current_time",
    ],
    ...[
      "current_timestamp)",
      "'\n'",
      "(datetime('now'))",
      "99999999999999999999",
      "'\ud800'",
      "'🙂'",
      "(1, 2)",
      "( -- x\n1)",
      "\u00a01",
    ],
  ],
);
const action = mostly(
  ["no action", "cascade", "set null", "restrict"],
  ["set default", "Cascade", "none", "", "set  null"],
);
const flag = (weight: number) => fc.integer({ min: 0, max: 9 }).map((n) => n < weight);

const column: fc.Arbitrary<DescribedColumn> = fc.record({
  name: columnName,
  location: fc.constant(location),
  kind: fc.constant("text" as const),
  type,
  notNull: flag(4),
  primaryKey: flag(2),
  autoincrement: flag(1),
  default: defaultText,
  generated: mostly<DescribedColumn["generated"]>([null], [undefined, { expression: "1", stored: false }]),
  values: fc.constant(null),
});

const table: fc.Arbitrary<DescribedTable> = fc
  .uniqueArray(column, { maxLength: 6, selector: ({ name }) => name })
  .chain((columns) => {
    const own = columns.map(({ name }) => name);
    const one = own.length > 0 ? mostly(own, ["missing", "A"]) : columnName;
    const list = fc.array(one, { minLength: 1, maxLength: 2 });
    const foreignKey: fc.Arbitrary<DescribedForeignKey> = fc.record({
      columns: list,
      parent: tableName,
      parentColumns: fc.array(columnName, { minLength: 1, maxLength: 2 }),
      onDelete: action,
      onUpdate: action,
      location: fc.constant(location),
    });
    const index: fc.Arbitrary<DescribedIndex> = fc.record({
      name: mostly(
        ["ix_a", "ix_b", "users_a_unique", "key", "by_b", "ix_c"],
        ["users", "sqlite_ix", "", "a b"],
      ),
      unique: flag(4),
      parts: fc.oneof(
        { weight: 9, arbitrary: list.map((names) => names.map((name) => ({ column: name }))) },
        fc.constantFrom([{ sql: "lower(a)" }], []),
      ),
      where: mostly<string | null>([null], ["a > 1"]),
      location: fc.constant(location),
    });
    return fc.record({
      name: tableName,
      location: fc.constant(location),
      columns: fc.constant(columns),
      primaryKey: fc.option(list, { freq: 3 }),
      foreignKeys: fc.array(foreignKey, { maxLength: 2 }),
      indexes: fc.array(index, { maxLength: 2 }),
      checks: mostly<DescribedTable["checks"]>([[]], [[{ name: "c", expression: "1", location }]]),
      whole: fc.constant(true),
    });
  });

const view = (sql: string): DescribedView => ({ name: "v", location, sql });
const schema = fc.record({
  tables: fc.uniqueArray(table, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
  views: mostly<DescribedView[]>([[]], [[view("select 1")], [view("select * from users")]]),
});

test("what is told of Drizzle's tables without SQLite is what SQLite builds and reads back, or nothing", () => {
  let told = 0;
  let asked = 0;
  fc.assert(
    fc.property(schema, (described) => {
      for (const each of described.tables) plainTable(each) ? told++ : asked++;
      expect(attempt(() => schemaOf(described))).toEqual(attempt(() => built(described)));
    }),
    { numRuns: runs * 5 },
  );
  // Else it would not have been tried.
  expect(told).toBeGreaterThan(runs / 4);
  expect(asked).toBeGreaterThan(runs / 4);
});

function attempt(make: () => Schema): Schema | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof DoctorError) return error.code;
    throw error;
  }
}
