import { describe, expect, it } from "vitest";
import type { Example } from "../../src/engine/rule.ts";
import { issuesOf } from "./example.ts";
import { foundBy, messagesOf } from "./found.ts";

const config = { conventions: { auditTrail: true } };
const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\n";
const rule = "missing-audit-trail";

function trigger(name: string, event: string, log: string, on = "users"): string {
  return `CREATE TRIGGER ${name} AFTER ${event} ON ${on} BEGIN INSERT INTO ${log} (what) VALUES ('${name}'); END;\n`;
}

const trailing = (log: string, on = "users"): string =>
  ["INSERT", "UPDATE", "DELETE"].map((event) => trigger(`${on}_${event}`, event, log, on)).join("");

/** The same schema on both sides: as a declaration it is complete. */
const same = (sql: string): Example => ({ declared: sql, actual: sql, config });

const types = (...tables: readonly string[]): Example["declared"] => ({
  types: tables.map((text) => `/** @table */ export interface ${text}`).join("\n"),
});
const user = types("User { id: number; email: string | null }");

/** The changes of the one issue: kind and what they are about. */
async function changesOf(example: Example): Promise<string[]> {
  const [issue] = await foundBy(rule, example);
  return (issue?.changes ?? []).map((change) =>
    change.kind === "create-trail"
      ? `${change.kind} ${change.table} ${change.triggers.map(({ name }) => name).join(" ")}`
      : `${change.kind} ${change.table}`,
  );
}

const three = "audit_users_insert audit_users_update audit_users_delete";

describe("missing-audit-trail", () => {
  it("says nothing unless the convention is asked for", async () => {
    expect(await foundBy(rule, { declared: users, actual: users })).toEqual([]);
    expect(
      await foundBy(rule, {
        declared: users,
        actual: users,
        config: { conventions: { booleans: true } },
      }),
    ).toEqual([]);
  });

  it("is one issue, with a finding for each table that has none", async () => {
    const sql = `${users}CREATE TABLE books (id INTEGER PRIMARY KEY);`;
    expect((await foundBy(rule, same(sql))).map(({ subject, table }) => [subject, table])).toEqual([
      ["audit trail", null],
    ]);
    expect(await messagesOf(rule, same(sql))).toEqual([
      "Nothing records what is inserted, updated and deleted in users.",
      "Nothing records what is inserted, updated and deleted in books.",
    ]);
    expect(await changesOf(same(sql))).toEqual([
      "create-table audit_logs",
      `create-trail users ${three}`,
      "create-trail books audit_books_insert audit_books_update audit_books_delete",
    ]);
  });

  it.each(["audit_logs", "users_audit", "change_log", "UserHistory", '"order trail"', "auditLog"])(
    "takes triggers that write into %s for a trail, and asks none of that table",
    async (log) => {
      expect(await foundBy(rule, same(`${users}CREATE TABLE ${log} (what TEXT);${trailing(log)}`))).toEqual(
        [],
      );
    },
  );

  it.each(["blog", "catalogs", "dialog", "counters", "logins"])(
    "takes no trigger that writes into %s for a trail",
    async (table) => {
      const messages = await messagesOf(
        rule,
        same(`${users}CREATE TABLE ${table} (what TEXT);${trailing(table)}`),
      );
      expect(messages).toHaveLength(2);
    },
  );

  it("asks for the events that nothing records, and for no others", async () => {
    const sql = `${users}CREATE TABLE users_log (what TEXT);${trigger("a", "INSERT", "users_log")}${trigger("b", "UPDATE OF email", "users_log")}`;
    expect(await messagesOf(rule, same(sql))).toEqual(["Nothing records what is deleted in users."]);
    expect(await changesOf(same(sql))).toEqual([
      "create-table audit_logs",
      "create-trail users audit_users_delete",
    ]);
  });

  it("does not count a trigger that fails, nor the names that are taken", async () => {
    const sql = `${users}CREATE TRIGGER audit_users_insert AFTER INSERT ON users BEGIN INSERT INTO gone_log VALUES (1); END;`;
    expect(await changesOf({ declared: user, actual: sql, config })).toEqual([
      "create-table audit_logs",
      "create-trail users audit_users_insert_2 audit_users_update audit_users_delete",
    ]);
  });

  it("counts a trigger that is declared and will be made", async () => {
    const log = `${users}CREATE TABLE users_log (what TEXT);`;
    expect(await foundBy(rule, { declared: log + trailing("users_log"), actual: log, config })).toEqual([]);
  });

  it("asks none of lookups, ledgers, virtual tables, ignored tables and those that nobody declares", async () => {
    const declared = {
      types:
        '/** @table @lookup name */ export interface Status { name: "on" | "off" }\n/** @table */ export interface Draft { id: number }\n/** @table alembic_version */ export interface Version { version_num: string }\n/** @table */ export interface SearchEntry { title: string }',
    };
    const actual = `CREATE TABLE statuses (name TEXT PRIMARY KEY NOT NULL); INSERT INTO statuses VALUES ('on'), ('off');
      CREATE TABLE drafts (id INTEGER PRIMARY KEY); CREATE TABLE alembic_version (version_num TEXT);
      CREATE TABLE strangers (id INTEGER PRIMARY KEY); CREATE VIRTUAL TABLE search_entries USING fts5 (title);`;
    const ignoring = { ...config, ignore: ["drafts"] };
    expect(await foundBy(rule, { declared, actual, config: ignoring })).toEqual([]);
  });

  it("keeps what belongs to the convention out of the unmanaged", async () => {
    const actual = `${users}CREATE TABLE audit_logs (id INTEGER PRIMARY KEY, what TEXT);${trailing("audit_logs")}`;
    const titles = async (example: Example): Promise<string[]> =>
      (await issuesOf(example)).map(({ title }) => title);
    expect(await titles({ declared: user, actual, config })).toEqual([]);
    expect(await titles({ declared: user, actual })).toHaveLength(4);
    const other = `${actual}CREATE TRIGGER loud AFTER INSERT ON users BEGIN SELECT 1; END;`;
    expect(await titles({ declared: user, actual: other, config })).toEqual(["Trigger loud is not declared"]);
  });
});

const columns =
  "id INTEGER PRIMARY KEY, table_name TEXT, row_id TEXT, action TEXT, old_values TEXT, new_values TEXT";

describe("a table audit_logs that is there", () => {
  const withLog = (log: string): Example => ({ declared: user, actual: users + log, config });

  it.each([
    ["has every column", `CREATE TABLE audit_logs (${columns})`],
    [
      "stamps its entries",
      `CREATE TABLE audit_logs (${columns}, changed_at INTEGER NOT NULL DEFAULT (unixepoch()))`,
    ],
    [
      "has other columns that may stay empty",
      `CREATE TABLE audit_logs (${columns}, actor_id INTEGER REFERENCES users (id), note TEXT NOT NULL DEFAULT '')`,
    ],
    [
      "holds the events to a set",
      `CREATE TABLE audit_logs (${columns}, CHECK (action IN ('DELETE', 'INSERT', 'UPDATE', 'LOGIN')))`,
    ],
    [
      "holds the values to JSON",
      `CREATE TABLE audit_logs (${columns}, CHECK (json_valid(old_values) AND (new_values IS NULL OR json_valid(new_values))))`,
    ],
    [
      "has checks that are about something else",
      `CREATE TABLE audit_logs (${columns}, weight INTEGER CHECK (weight > 0))`,
    ],
    ["is STRICT with text", `CREATE TABLE audit_logs (${columns}) STRICT`],
    [
      "may not be changed",
      `CREATE TABLE audit_logs (${columns}); CREATE TRIGGER sealed BEFORE UPDATE ON audit_logs BEGIN SELECT RAISE(ABORT, 'sealed'); END`,
    ],
  ])("is used where it %s", async (_, log) => {
    expect(await changesOf(withLog(`${log};`))).toEqual([`create-trail users ${three}`]);
  });

  it.each([
    ["has no column old_values, new_values", "CREATE TABLE audit_logs (table_name, row_id, action)"],
    ["must be given actor", `CREATE TABLE audit_logs (${columns}, actor TEXT NOT NULL)`],
    [
      "must be given uuid",
      `CREATE TABLE audit_logs (uuid TEXT PRIMARY KEY, ${columns.replace(" PRIMARY KEY", "")})`,
    ],
    [
      "allows no NULL in old_values",
      `CREATE TABLE audit_logs (${columns.replace("old_values TEXT", "old_values TEXT NOT NULL")})`,
    ],
    [
      "calls the events in its column action otherwise",
      `CREATE TABLE audit_logs (${columns}, CHECK (action IN ('I', 'U', 'D')))`,
    ],
    [
      "may refuse an entry by its CHECK (length(row_id) < 9)",
      `CREATE TABLE audit_logs (${columns}, CHECK (length(row_id) < 9))`,
    ],
    ["lets an entry stand only once", `CREATE TABLE audit_logs (${columns}, UNIQUE (table_name, row_id))`],
    [
      "has a foreign key in a column of the entry",
      `CREATE TABLE audit_logs (${columns}, FOREIGN KEY (row_id) REFERENCES users (id))`,
    ],
    [
      "has a column row_id that is not for text",
      `CREATE TABLE audit_logs (${columns.replace("row_id TEXT", "row_id INTEGER")}) STRICT`,
    ],
    [
      "computes row_id",
      `CREATE TABLE audit_logs (${columns.replace("row_id TEXT", "row_id TEXT AS (id || '')")})`,
    ],
    ["is no ordinary table", "CREATE VIEW audit_logs AS SELECT 1 AS what"],
    [
      "has a trigger of its own for what is inserted",
      `CREATE TABLE audit_logs (${columns}); CREATE TRIGGER busy AFTER INSERT ON audit_logs BEGIN UPDATE users SET email = ''; END`,
    ],
  ])("is left alone where it %s, with the reason", async (why, log) => {
    const [issue, ...more] = await foundBy(rule, withLog(`${log};`));
    expect([issue?.changes, more]).toEqual([[], []]);
    expect(issue?.repairAction).toContain(`cannot take the entries: it ${why}`);
  });

  it("is used as the model declares it, once it is made", async () => {
    const log =
      'AuditLog { id: number; tableName: string; rowId: string; action: "create" | "update" | "delete"; oldValues: unknown; newValues: unknown | null; changedAt: Date }';
    const example = {
      declared: types("User { id: number; email: string | null }", log),
      actual: users,
      config,
    };
    expect(await changesOf(example)).toEqual([`create-trail users ${three}`]);
    const [issue] = await foundBy(rule, example);
    const [change] = issue?.changes ?? [];
    expect(change).toMatchObject({
      log: { actions: { insert: "create" }, needsRow: true, needsTime: true },
    });
  });

  it("is left alone where the model has other columns for it", async () => {
    const log = "AuditLog { id: string; entity: string; action: string }";
    const example = {
      declared: types("User { id: number; email: string | null }", log),
      actual: users,
      config,
    };
    expect(await changesOf(example)).toEqual([]);
  });
});
