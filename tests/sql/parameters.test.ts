import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { parametersOf } from "../../src/sql/parameters.ts";

const connection = new Database(":memory:");
afterAll(() => connection.close());

/** How many values SQLite itself asks of a statement by place: it names those missing. */
function asked(sql: string, values: readonly unknown[]): string {
  try {
    connection.prepare(sql).all(...values);
    return "taken";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("the parameters of a statement", () => {
  it.each([
    ["SELECT ?, ?", 2],
    ['SELECT \'?\', "?" FROM (SELECT 1 AS "?")', 0],
    ["SELECT 1 -- ?", 0],
    ["SELECT 1 /* ? */ WHERE ? = 1", 1],
  ])("by place of %s are %i, as SQLite counts", (sql, places) => {
    expect(parametersOf(sql)).toEqual({ places, numbered: false, names: [] });
    const values = Array.from({ length: places }, (_, i) => i);
    expect(asked(sql, values)).toBe("taken");
    expect(asked(sql, [...values, 0])).toMatch(/Too many/);
  });

  it.each([
    ["SELECT ?2", 2],
    ["SELECT ?1, ?1", 1],
    ["SELECT ?3, ?", 4],
  ])("with a number count up to it, and better-sqlite3 takes none of them by place: %s", (sql, places) => {
    expect(parametersOf(sql)).toEqual({ places, numbered: true, names: [] });
    expect(
      asked(
        sql,
        Array.from({ length: places }, (_, i) => i),
      ),
    ).not.toBe("taken");
  });

  it("by name are each named once, without the sign", () => {
    const sql = "SELECT :id, @id, $id, :title, :title";
    expect(parametersOf(sql)).toEqual({ places: 0, numbered: false, names: ["id", "title"] });
    expect(connection.prepare(sql).raw().get({ id: 1, title: "a" })).toEqual([1, 1, 1, "a", "a"]);
  });
});
