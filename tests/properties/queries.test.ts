import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import { readable } from "../../src/sql/query/catalogue.ts";
import { describeStatement } from "../../src/sql/query/describe.ts";
import { readQuery } from "../../src/sql/query/read.ts";
import { diceFrom, fillAtRandom } from "../cases/selects/random-rows.ts";
import { statementFrom } from "./statements.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 1_500);
const seed = Number(process.env.PROPERTY_SEED ?? 20_261);
/** How often each statement meets other rows. */
const rounds = 8;
const mostRows = 300;

/** How often a statement could be tried, described, and gave rows. */
const met = { tried: 0, described: 0, rows: 0, said: 0 };

/** The classes of a statement's values, row by row; stops where a value cannot be computed. */
function classesOf(db: Database.Database, sql: string, width: number): string[][] {
  const names = Array.from({ length: width }, (_, i) => `typeof(k${i})`).join(", ");
  const found: string[][] = [];
  try {
    for (const row of db.prepare<[], string[]>(`SELECT ${names} FROM (${sql})`).raw().iterate())
      if (found.push(row) === mostRows) break;
  } catch (error) {
    // An integer overflows, a pattern is too long: the rows before count.
    if (!(error instanceof Database.SqliteError)) throw error;
  }
  return found;
}

function check(choices: readonly number[]): void {
  const { schema, sql, width } = statementFrom(choices);
  const db = new Database(":memory:");
  try {
    db.pragma("foreign_keys = OFF");
    try {
      db.exec(schema);
      db.prepare(sql);
    } catch (error) {
      if (error instanceof Database.SqliteError) return;
      throw error;
    }
    met.tried++;
    const tree = readQuery(sql);
    const described = tree && describeStatement(tree, readable(introspect(db)));
    if (!described) return;
    met.described++;
    if (described.length !== width)
      throw new Error(`${described.length} columns are said of ${width}: ${sql}`);
    for (let round = 0; round < rounds; round++) {
      db.exec("BEGIN");
      fillAtRandom(db, diceFrom(round), round);
      const rows = classesOf(db, sql, width);
      db.exec("ROLLBACK");
      if (rows.length > 0) met.rows++;
      for (const row of rows)
        row.forEach((found, i) => {
          const value = described[i]?.value;
          if (!value) return;
          const wrong =
            found === "null"
              ? value.nullable === false
              : value.classes !== null &&
                value.classes.size > 0 &&
                ![...value.classes].some((one) => one === found);
          if (wrong)
            throw new Error(
              `k${i} is ${found}, said to be ${[...(value.classes ?? ["anything"])].join(" or ")}${value.nullable === false ? ", never NULL" : ""}\n${schema}\n${sql}`,
            );
        });
    }
    met.said += described.filter(({ value }) => value.nullable !== null).length / width;
  } finally {
    db.close();
  }
}

describe("what is said of any statement", () => {
  it("holds for every row of its result", () => {
    fc.assert(fc.property(fc.array(fc.nat(840), { minLength: 60, maxLength: 160, size: "max" }), check), {
      numRuns: runs,
      seed,
    });
    process.stdout.write(`${JSON.stringify(met)}\n`);
    expect(met.tried).toBeGreaterThan(runs / 2);
    expect(met.described).toBe(met.tried);
    expect(met.rows).toBeGreaterThan(met.tried);
  });
});
