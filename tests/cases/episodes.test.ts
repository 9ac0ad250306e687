import type { Database } from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyze } from "../../src/internal.ts";
import { buildFixture } from "./fixture.ts";
import { repairedCopy } from "./repaired.ts";

describe("episodes, repaired", () => {
  let fixture: ReturnType<typeof buildFixture>;
  let db: Database;
  const rows = (sql: string) => db.prepare(sql).raw().all();

  beforeAll(async () => {
    fixture = buildFixture("episodes");
    const report = await analyze({ folder: fixture.folder });
    db = repairedCopy(fixture.database, report);
  });
  afterAll(() => {
    db.close();
    fixture.remove();
  });

  it("is healthy", () => {
    expect(db.pragma("main.integrity_check", { simple: true })).toBe("ok");
    expect(db.pragma("main.foreign_key_check")).toEqual([]);
  });

  it.each([
    ["organizations", "*"],
    ["__drizzle_migrations", "*"],
    ["users", "id, organization_id, email, display_name, role, is_active, created_at"],
    ["projects", "id, organization_id, owner_id, name, description, status, created_at"],
    ["episodes", "id, project_id, episode_number, title, slug, summary, status, published_at, created_at"],
  ])("keeps every row and value of %s", (table, columns) => {
    expect(rows(`SELECT rowid, ${columns} FROM main.${table}`)).toEqual(
      rows(`SELECT rowid, ${columns} FROM old.${table}`),
    );
  });

  it("gives existing rows the declared defaults", () => {
    expect(rows("SELECT DISTINCT timezone FROM users")).toEqual([["UTC"]]);
    expect(rows("SELECT DISTINCT cadence_config, memories FROM projects")).toEqual([
      ['{"days":["mon","thu"],"hour":7}', "[]"],
    ]);
    expect(rows("SELECT DISTINCT generation_attempts, generation_errors FROM episodes")).toEqual([[0, "[]"]]);
  });

  it("serves the application that was waiting for it", () => {
    db.exec("SAVEPOINT use");
    const [episode] = db.prepare("SELECT id FROM episodes LIMIT 1").pluck().all();
    const [user, organization] = rows("SELECT id, organization_id FROM users LIMIT 1").flat() as string[];
    const run = (sql: string, ...values: unknown[]) => db.prepare(sql).run(...values);
    run(
      "INSERT INTO episode_schedule_queue (id, episode_id, scheduled_for) VALUES ('q', ?, '2025-01-01 07:00:00')",
      episode,
    );
    expect(rows("SELECT status, urgency, attempts FROM episode_schedule_queue")).toEqual([["pending", 5, 0]]);
    const spent =
      "INSERT INTO token_usage_daily (organization_id, day, model) VALUES (?, '2025-01-01', 'quill')";
    run(spent, organization);
    expect(() => run(spent, organization)).toThrow(/UNIQUE/);
    run("INSERT INTO blocks (id, episode_id, kind) VALUES ('list', ?, 'don''t-skip')", episode);
    run(
      "INSERT INTO blocks (id, episode_id, parent_block_id, kind) VALUES ('item', ?, 'list', 'text')",
      episode,
    );
    run(
      "INSERT INTO highlights (id, user_id, block_id, start_offset, end_offset) VALUES ('h', ?, 'item', 0, 9)",
      user,
    );
    run("DELETE FROM blocks WHERE id = 'list'");
    expect(rows("SELECT count(*) FROM highlights")).toEqual([[0]]);
    run("INSERT INTO chat_sessions (id, user_id) VALUES ('c', ?)", user);
    run("INSERT INTO chat_messages (id, chat_session_id, role, content) VALUES ('m', 'c', 'user', 'Why?')");
    expect(rows("SELECT title, status, citations FROM chat_sessions, chat_messages")).toEqual([
      ["New conversation", "open", "[]"],
    ]);
    db.exec("ROLLBACK TO use; RELEASE use");
  });

  it.each([
    ["a status of another queue", "episode_schedule_queue", { status: "'waiting'" }],
    ["an urgency between the members", "episode_schedule_queue", { urgency: 6 }],
    ["a block of unknown kind", "blocks", { kind: "'video'" }],
    ["a block whose body is no JSON", "blocks", { kind: "'text'", body: "'{'" }],
    ["an unknown role", "chat_messages", { role: "'robot'", content: "''" }],
    ["citations that are no JSON", "chat_messages", { role: "'user'", content: "''", citations: "'x'" }],
    ["a highlight of nothing", "highlights", { start_offset: 5, end_offset: 5 }],
    ["a memory more than important", "agent_memories", { kind: "'fact'", content: "''", importance: 2 }],
    ["an event nobody knows", "user_events", { event_type: "'slept'" }],
    ["an audited state that is no JSON", "audit_logs", { action: "'create'", before_state: "'['" }],
  ])("refuses %s", (_what, table, values: Record<string, string | number>) => {
    // Every other required column gets a value that fits, so that nothing but the CHECK can refuse the row.
    const required = db
      .prepare<[string], { name: string }>(
        'SELECT name FROM pragma_table_info(?) WHERE "notnull" AND dflt_value IS NULL',
      )
      .all(table)
      .filter(({ name }) => !(name in values));
    const columns = [...required.map(({ name }) => name), ...Object.keys(values)];
    const given = [...required.map(() => "'x'"), ...Object.values(values)];
    expect(() => db.exec(`INSERT INTO ${table} (${columns.join()}) VALUES (${given.join()})`)).toThrow(
      /CHECK/,
    );
  });
});
