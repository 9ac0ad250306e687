import { describe, expect, it } from "vitest";
import type { Change } from "../../src/diff/change.ts";
import { dependencies } from "../../src/reporting/depends.ts";
import { addColumn, createTable, issue, reference } from "./samples.ts";

/** What the issue with the first change depends on when the others have an issue each. */
function dependsOn(change: Change, ...others: readonly Change[]): readonly string[] {
  const issues = [
    issue("own", { changes: [change] }),
    ...others.map((other, index) => issue(`other-${index + 1}`, { changes: [other] })),
  ];
  const [first] = issues;
  return first === undefined ? [] : (dependencies(issues).get(first) ?? []);
}

const part = (column: string) => ({ column, expression: null, collation: "BINARY", descending: false });
const index = (column: string, unique = false, where: string | null = null): Change => ({
  kind: "create-index",
  table: "orders",
  declared: { unique, parts: [part(column)], where },
});
const foreignKey = (column: string, parent: string, parentColumn: string | null = null): Change => ({
  kind: "add-foreign-key",
  table: "orders",
  declared: reference(column, parent, parentColumn),
});

describe("an issue depends on the issue that", () => {
  it("creates the parent of its foreign key", () => {
    expect(dependsOn(createTable("orders", [reference("user_id", "USERS")]), createTable("users"))).toEqual([
      "other-1",
    ]);
    expect(dependsOn(foreignKey("user_id", "users"), createTable("users"))).toEqual(["other-1"]);
  });

  it("adds the columns its foreign key is made of", () => {
    expect(
      dependsOn(
        foreignKey("user_id", "users", "code"),
        addColumn("users", "code"),
        addColumn("orders", "user_id"),
      ),
    ).toEqual(["other-1", "other-2"]);
  });

  it("makes the parent's columns unique", () => {
    const unique: Change = { kind: "add-unique", table: "users", declared: { columns: [part("code")] } };
    expect(dependsOn(foreignKey("user_code", "users", "code"), unique)).toEqual(["other-1"]);
    expect(dependsOn(foreignKey("user_code", "users", "name"), unique)).toEqual([]);
  });

  it("gives the parent its key, named or implied", () => {
    const key: Change = { kind: "alter-primary-key", table: "users", from: null, to: { columns: ["id"] } };
    expect(dependsOn(foreignKey("user_id", "users"), key)).toEqual(["other-1"]);
    expect(dependsOn(foreignKey("user_id", "users", "id"), key)).toEqual(["other-1"]);
  });

  it("adds the column its index is on, or that its predicate or expression names", () => {
    expect(dependsOn(index("status"), addColumn("orders", "status"))).toEqual(["other-1"]);
    expect(dependsOn(index("id", false, `"paid at" IS NULL`), addColumn("orders", "paid at"))).toEqual([
      "other-1",
    ]);
    const onExpression: Change = {
      kind: "create-index",
      table: "orders",
      declared: {
        unique: false,
        where: null,
        parts: [{ column: null, expression: "lower(status)", collation: "BINARY", descending: false }],
      },
    };
    expect(dependsOn(onExpression, addColumn("orders", "status"))).toEqual(["other-1"]);
  });

  it("renames its table or its column", () => {
    const renameTable: Change = { kind: "rename-table", table: "orders", from: "purchases" };
    const renameColumn: Change = { kind: "rename-column", table: "orders", column: "total", from: "sum" };
    const type: Change = { kind: "alter-type", table: "orders", column: "total", from: "TEXT", to: "REAL" };
    expect(dependsOn(type, renameTable, renameColumn)).toEqual(["other-1", "other-2"]);
    expect(dependsOn(addColumn("orders", "status"), renameTable, renameColumn)).toEqual(["other-1"]);
  });

  it("adds what its check, generated column, view or trigger names", () => {
    const check: Change = {
      kind: "add-check",
      table: "orders",
      declared: { name: null, expression: "total > 0" },
    };
    expect(dependsOn(check, addColumn("orders", "total"))).toEqual(["other-1"]);
    const generated: Change = {
      kind: "add-column",
      table: "orders",
      column: "gross",
      declared: { name: "gross", generated: { expression: "total * 1.2", stored: false } },
    };
    expect(dependsOn(generated, addColumn("orders", "total"))).toEqual(["other-1"]);
    const view: Change = {
      kind: "create-view",
      table: "debtors",
      declared: {
        name: "debtors",
        sql: "CREATE VIEW debtors AS SELECT * FROM [users] -- orders",
        broken: null,
      },
    };
    expect(dependsOn(view, createTable("users"), createTable("orders"))).toEqual(["other-1"]);
    const trigger: Change = {
      kind: "create-trigger",
      table: "orders",
      declared: {
        name: "touch",
        table: "orders",
        sql: "CREATE TRIGGER touch AFTER INSERT ON orders BEGIN INSERT INTO \"audit logs\" VALUES ('users'); END",
        broken: null,
      },
    };
    expect(dependsOn(trigger, createTable("audit logs"), createTable("users"))).toEqual(["other-1"]);
  });
});

describe("an issue does not depend", () => {
  it("on itself, nor on tables it does not name", () => {
    expect(
      dependsOn(createTable("categories", [reference("parent_id", "categories")]), createTable("users")),
    ).toEqual([]);
  });

  it("on a column of the same name in another table", () => {
    expect(dependsOn(index("status"), addColumn("users", "status"))).toEqual([]);
  });
});

it("two tables that refer to each other depend on each other", () => {
  const issues = [
    issue("HIGH-001", { changes: [createTable("authors", [reference("best_book", "books")])] }),
    issue("HIGH-002", { changes: [createTable("books", [reference("author", "authors")])] }),
  ];
  expect([...dependencies(issues).values()]).toEqual([["HIGH-002"], ["HIGH-001"]]);
});
