import { describe, expect, it } from "vitest";
import {
  checkRuleIds,
  deniedRenames,
  withBackfills,
  withOrphans,
  withRenames,
} from "../../src/config/declare.ts";
import { loadConfig } from "../../src/config/load.ts";
import type { DeclaredColumn, DeclaredSchema, DeclaredTable } from "../../src/schema/declared.ts";
import { project, refusal } from "./project.ts";

function table(name: string, columns: readonly DeclaredColumn[], open = false): DeclaredTable {
  return {
    name,
    source: "types",
    complete: false,
    open,
    columns,
    foreignKeys: [],
    uniques: [],
    indexes: [],
    checks: [],
  };
}

function schema(...tables: readonly DeclaredTable[]): DeclaredSchema {
  return { sources: [], tables, virtualTables: [], views: [], triggers: [], unparsable: [], notAnalysed: [] };
}

const users = table("users", [{ name: "id" }, { name: "email" }, { name: "nickname" }]);
const orders = table("orders", [{ name: "id" }, { name: "user_id" }]);
const shop = schema(users, orders);

function tables(map: Record<string, string | false>) {
  return { renames: { tables: map, columns: {} } };
}

function columns(map: Record<string, Record<string, string | false>>) {
  return { renames: { tables: {}, columns: map } };
}

describe("renames of the config", () => {
  it("confirm the old name of a table and of a column", () => {
    const renamed = withRenames(shop, {
      renames: { tables: { customers: "users" }, columns: { users: { mail: "email" } } },
    });
    expect(renamed).toEqual(
      schema(
        {
          ...users,
          renamedFrom: "customers",
          columns: [{ name: "id" }, { name: "email", renamedFrom: "mail" }, { name: "nickname" }],
        },
        orders,
      ),
    );
  });

  it("find names as SQLite compares them", () => {
    expect(withRenames(shop, tables({ customers: "USERS" })).tables[0]?.renamedFrom).toBe("customers");
  });

  it("change nothing when denied, and leave what they are given as it was", () => {
    const before = structuredClone(shop);
    expect(withRenames(shop, tables({ customers: false }))).toEqual(before);
    withRenames(shop, tables({ customers: "users" }));
    expect(shop).toEqual(before);
  });

  it("agree with a tag that says the same and refuse one that does not", () => {
    const tagged = schema({ ...users, renamedFrom: "customers" });
    expect(withRenames(tagged, tables({ customers: "users" })).tables[0]?.renamedFrom).toBe("customers");
    expect(refusal(() => withRenames(tagged, tables({ people: "users" }))).message).toBe(
      'doctor.config.json: renames.tables.people: the config says "people" for table users, a tag in the model says "customers".',
    );
  });

  it("name the nearest table or column when the model declares none of that name", () => {
    expect(refusal(() => withRenames(shop, tables({ customers: "user" }))).message).toBe(
      'doctor.config.json: renames.tables.customers: there is no table called "user". Did you mean "users"?',
    );
    expect(refusal(() => withRenames(shop, columns({ usres: { mail: "email" } }))).message).toBe(
      'doctor.config.json: renames.columns.usres: there is no table called "usres". Did you mean "users"?',
    );
    expect(refusal(() => withRenames(shop, columns({ users: { mail: "emial" } }))).message).toBe(
      'doctor.config.json: renames.columns.users.mail: there is no column of users called "emial". Did you mean "email"?',
    );
    expect(refusal(() => withRenames(shop, columns({ usres: { mail: false } }))).message).toContain("usres");
  });

  it("do not give two old names to one new", () => {
    expect(refusal(() => withRenames(shop, tables({ people: "users", customers: "Users" }))).message).toBe(
      'doctor.config.json: renames.tables.customers: both "people" and "customers" are renamed to "Users".',
    );
  });

  it("call nothing unknown that may stand in a file that does not parse, or in an unresolved base", () => {
    const torn = {
      ...shop,
      unparsable: [{ location: { file: "a.ts", line: 1, column: 1 }, message: "';' expected" }],
    };
    expect(withRenames(torn, tables({ basket: "carts" }))).toEqual(torn);
    const open = schema({ ...users, open: true });
    expect(withRenames(open, columns({ users: { mail: "address" } }))).toEqual(open);
  });
});

it("denied renames are listed by old name", () => {
  const denied = deniedRenames({
    tables: { basket: false, customers: "users" },
    columns: { users: { nick: false, mail: "email" }, orders: {} },
  });
  expect(denied.tables).toEqual(["basket"]);
  expect({ ...denied.columns }).toEqual({ users: ["nick"], orders: [] });
});

describe("backfills of the config", () => {
  it("go to their columns", () => {
    const filled = withBackfills(shop, { backfills: { users: { nickname: "email" } } });
    expect(filled.tables[0]?.columns).toEqual([
      { name: "id" },
      { name: "email" },
      { name: "nickname", backfill: "email" },
    ]);
    expect(filled.tables[1]).toBe(orders);
  });

  it("name the nearest column", () => {
    expect(refusal(() => withBackfills(shop, { backfills: { users: { nicknme: "''" } } })).message).toBe(
      'doctor.config.json: backfills.users.nicknme: there is no column of users called "nicknme". Did you mean "nickname"?',
    );
  });

  it("refuse a tag that says otherwise, be it only in the case of a text", () => {
    const tagged = schema(table("users", [{ name: "role", backfill: "'Reader'" }]));
    expect(refusal(() => withBackfills(tagged, { backfills: { users: { role: "'reader'" } } })).code).toBe(
      "config-conflict",
    );
  });
});

describe("other names in the config", () => {
  it("orphans name declared tables and columns", () => {
    expect(() => withOrphans(shop, { orphans: { orders: { user_id: "delete" } } })).not.toThrow();
    expect(refusal(() => withOrphans(shop, { orphans: { orders: { userid: "delete" } } })).message).toContain(
      'Did you mean "user_id"?',
    );
  });

  it("rules are known", () => {
    expect(() => checkRuleIds({ rules: { "missing-table": "off" } }, ["missing-table"])).not.toThrow();
    expect(refusal(() => checkRuleIds({ rules: { "mising-table": "off" } }, ["missing-table"])).message).toBe(
      'doctor.config.json: rules.mising-table: there is no rule called "mising-table". Did you mean "missing-table"?',
    );
  });

  it("are shown with line and column where the config is at hand", () => {
    const text =
      '{\n  "renames": { "tables": {\n    "customers": "user"\n  } },\n  "backfills": { "usres": {} }\n}';
    const { config, locate } = loadConfig({ folder: project({ "doctor.config.json": text }) });
    expect(refusal(() => withRenames(shop, config, locate)).message).toMatch(/^doctor\.config\.json:3:18: /);
    expect(refusal(() => withBackfills(shop, config, locate)).message).toMatch(
      /^doctor\.config\.json:5:18: /,
    );
  });
});
