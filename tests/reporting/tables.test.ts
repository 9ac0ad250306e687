import { describe, expect, it } from "vitest";
import type { Change } from "../../src/diff/change.ts";
import { changedTables, renamedTables, surroundingTables } from "../../src/reporting/tables.ts";
import type { ForeignKey } from "../../src/schema/constraint.ts";
import { actualSchema, actualTable, addColumn, createTable, plan, reference, step } from "./samples.ts";

const users = actualTable("Users", ["id", "mail", "age"], {
  primaryKey: {
    name: null,
    columns: ["id"],
    rowidAlias: true,
    autoincrement: false,
    descending: [],
    conflict: null,
  },
});

function changed(...changes: readonly Change[]) {
  return changedTables(
    plan(...changes.map((change, index) => step(`step-${index}`, [change]))),
    actualSchema(users),
  );
}

describe("the tables around those that a plan changes", () => {
  it("are the application's others, with their foreign keys and how many columns they have", () => {
    const key: ForeignKey = {
      name: null,
      columns: ["user_id"],
      parent: "Users",
      parentColumns: ["id"],
      onDelete: "NO ACTION",
      onUpdate: "NO ACTION",
      deferred: false,
    };
    const orders = actualTable("orders", ["id", "user_id"], { foreignKeys: [key] });
    const ledger = actualTable("knex_migrations", ["id"], { role: "ledger" });
    const renames = plan(step("step-1", [{ kind: "rename-table", table: "customers", from: "users" }]));
    const actual = actualSchema(users, orders, ledger);
    expect(surroundingTables(actual, [], new Set()).map(({ name }) => name)).toEqual(["Users", "orders"]);
    expect(surroundingTables(actual, changedTables(renames, actual), renamedTables(renames))).toEqual([
      { name: "orders", columns: 2, references: [{ columns: ["user_id"], parent: "Users" }] },
    ]);
  });
});

describe("the tables that a plan changes", () => {
  it("show a new table with its references; a column named id becomes its key", () => {
    expect(changed(createTable("orders", [reference("user_id", "users")]))).toEqual([
      {
        name: "orders",
        change: "created",
        columns: [{ name: "id", type: "INTEGER", key: true, change: "added" }],
        references: [{ columns: ["user_id"], parent: "users" }],
      },
    ]);
  });

  it("show what becomes of each column of a table that stays", () => {
    expect(
      changed(
        addColumn("users", "role"),
        { kind: "rename-column", table: "users", column: "email", from: "MAIL" },
        { kind: "alter-type", table: "users", column: "age", from: "TEXT", to: "INTEGER" },
        { kind: "add-foreign-key", table: "users", declared: reference("role", "roles") },
      ),
    ).toEqual([
      {
        name: "users",
        change: "altered",
        columns: [
          { name: "id", type: "INTEGER", key: true, change: "none" },
          { name: "email", type: "TEXT", key: false, change: "renamed" },
          { name: "age", type: "INTEGER", key: false, change: "altered" },
          { name: "role", type: "TEXT", key: false, change: "added" },
        ],
        references: [{ columns: ["role"], parent: "roles", added: true }],
      },
    ]);
  });

  it("show a renamed table under its new name, with its columns", () => {
    const [table] = changed({ kind: "rename-table", table: "customers", from: "users" });
    expect(table).toMatchObject({ name: "customers", change: "renamed" });
    expect(table?.columns.map(({ name }) => name)).toEqual(["id", "mail", "age"]);
  });

  it("show the type a column is created with where the model states a TypeScript type only", () => {
    const declared = { name: "settings", accepts: "json" } as const;
    const [table] = changed({ kind: "add-column", table: "users", column: "settings", declared });
    expect(table?.columns.at(-1)).toEqual({ name: "settings", type: "TEXT", key: false, change: "added" });
  });

  it("leave out what would delete data", () => {
    const mail = users.columns[1];
    if (mail === undefined) throw new Error("the sample lost its column");
    const drop = { kind: "drop-column", table: "users", column: "mail", actual: mail } as const;
    const destructive = plan(step("step-1", [drop], { safety: "destructive" }));
    expect(changedTables(destructive, actualSchema(users))).toEqual([]);
  });

  it("leave views and triggers out", () => {
    const view = { name: "v", sql: "CREATE VIEW v AS SELECT 1", broken: null };
    expect(changed({ kind: "create-view", table: "v", declared: view })).toEqual([]);
  });
});
