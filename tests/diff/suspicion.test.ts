import { describe, expect, test } from "vitest";
import { nameLikeness } from "../../src/diff/suspicion.ts";
import { driftOf } from "./drift.ts";

describe("two names are alike", () => {
  test.each([
    ["email", "email_address"],
    ["usr_name", "user_name"],
    ["adress", "address"],
    ["created", "created_at"],
  ])("%s and %s", (a, b) => expect(nameLikeness(a, b)).toBeGreaterThanOrEqual(0.5));

  test.each([
    ["line1", "line2"],
    ["image_url", "local_path"],
    ["a", "b"],
    ["feature_name", "operation_type"],
  ])("%s and %s are not", (a, b) => expect(nameLikeness(a, b)).toBeLessThan(0.5));
});

const before = "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, age INTEGER);";

describe("a suspected rename", () => {
  test("of a column takes the drop and the add out of the changes, and what needs the new name", () => {
    const drift = driftOf(
      before,
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, age INTEGER); CREATE INDEX by_email ON users (email);",
    );
    expect(drift.suspicions).toMatchObject([{ kind: "column", table: "users", from: "mail", to: "email" }]);
    expect(drift.changes).toEqual([]);
  });

  test("that is denied is a drop and an add", () => {
    const drift = driftOf(
      before,
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, age INTEGER);",
      {
        tables: [],
        columns: { users: ["mail"] },
      },
    );
    expect(drift.suspicions).toEqual([]);
    expect(drift.changes.map(({ kind }) => kind).sort()).toEqual(["add-column", "drop-column"]);
  });

  test("needs a type that fits", () => {
    const drift = driftOf(before, "CREATE TABLE users (id INTEGER PRIMARY KEY, email BLOB, age INTEGER);");
    expect(drift.suspicions).toEqual([]);
  });

  test("of a table rests on its columns", () => {
    const drift = driftOf(
      before,
      "CREATE TABLE members (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, age INTEGER);",
    );
    expect(drift.suspicions).toMatchObject([
      { kind: "table", from: "users", to: "members", score: expect.any(Number) },
    ]);
    expect(drift.changes).toEqual([]);
  });

  test.each([
    [20, 1],
    [21, 0],
  ])("of a table among %i of the same columns: %i", (number, suspicions) => {
    const columns = "(id INTEGER PRIMARY KEY, mail TEXT NOT NULL, age INTEGER);";
    const tenants = Array.from({ length: number }, (_, index) => `CREATE TABLE tenant_${index} ${columns}`);
    const drift = driftOf(tenants.join(""), `CREATE TABLE members ${columns}`);
    expect(drift.suspicions).toHaveLength(suspicions);
    expect(drift.changes).toHaveLength(1 - suspicions);
  });

  test("of a table is none when only id and name are common", () => {
    const drift = driftOf(
      "CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT);",
      "CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT);",
    );
    expect(drift.suspicions).toEqual([]);
    expect(drift.changes.map(({ kind }) => kind)).toEqual(["create-table"]);
  });
});
