import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { type Repair, repair } from "../src/internal.ts";
import { freshFolder } from "./database/sample.ts";

const opening =
  'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\n';

/** What is proposed for a project with this model, database and code. */
async function proposed(
  model: string,
  actual: string,
  code: string,
  allowDestructive = true,
): Promise<Repair> {
  const folder = freshFolder();
  const files = {
    "doctor.config.json": '{ "database": "app.db", "model": ["src/models.ts"], "queries": ["src/**/*.ts"] }',
    "src/models.ts": model,
    "src/app.ts": opening + code,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const database = new Database(join(folder, "app.db"));
  database.exec(actual);
  database.close();
  return await repair({ folder, only: [], allowDestructive });
}

const sqlOf = ({ report }: Repair): string[] => report.plan.steps.flatMap(({ sql }) => sql);

const orders = "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER NOT NULL, note TEXT, stamp TEXT);";
const orderModel =
  "/** @table orders */\nexport interface Order {\n  id: number;\n  total: number;\n  paidAt: string | null;\n}";
const users =
  "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT NOT NULL);\nINSERT INTO users VALUES (1, 'ada@example.org');";
const userModel =
  "/** @table users */\nexport interface User {\n  id: number;\n  /**\n   * @renamedFrom mail\n   * @index\n   */\n  email: string;\n  age: number | null;\n}";

describe("a step that would break a statement of the code", () => {
  it("is held back when it drops a column in use, and the others go ahead", async () => {
    const run = await proposed(
      orderModel,
      orders,
      'export const notes = () => db.prepare("SELECT note FROM orders").all();',
    );
    expect(sqlOf(run).join("\n")).toContain('ADD COLUMN "paid_at"');
    const made = sqlOf(run).find((sql) => sql.startsWith("CREATE TABLE orders"));
    expect(made).toMatch(/note TEXT/);
    expect(made).not.toContain("stamp");
    expect(run.report.proof).toMatchObject({ level: "rows", ok: true });
    expect(run.exitCode).toBe(1);
    const held = run.report.issues.flatMap(({ repairAction }) => /Held back:.*/.exec(repairAction) ?? []);
    expect(held).toEqual([
      "Held back: src/app.ts:4 (notes) works today and would fail (no such column: note). Change the code first.",
    ]);
  });

  it("is held back when it renames a column in use, with what counts on the new name", async () => {
    const run = await proposed(
      userModel,
      users,
      'export const mails = () => db.prepare("SELECT mail FROM users").all();',
    );
    expect(sqlOf(run).join("\n")).toContain('ADD COLUMN "age"');
    expect(sqlOf(run).join("\n")).not.toContain("email");
    expect(run.report.proof.ok).toBe(true);
    expect(run.exitCode).toBe(1);
  });

  it("goes ahead once the code uses the new name alone", async () => {
    const run = await proposed(
      "/** @table users */\nexport interface User {\n  id: number;\n  /** @renamedFrom mail */\n  email: string;\n}",
      users,
      'export const mails = () => db.prepare("SELECT email FROM users").all();',
    );
    expect(sqlOf(run).join("\n")).toMatch(/RENAME COLUMN "?mail"? TO "?email"?/);
    expect(run.exitCode).toBe(0);
  });

  it("is held back when it renames a table in use", async () => {
    const run = await proposed(
      "/**\n * @table people\n * @renamedFrom users\n */\nexport interface Person {\n  id: number;\n  mail: string;\n}\n" +
        orderModel,
      users + orders,
      'export const mails = () => db.prepare("SELECT mail FROM users").all();',
      false,
    );
    expect(sqlOf(run).filter((sql) => /RENAME/.test(sql))).toEqual([]);
    expect(sqlOf(run).join("\n")).toContain('ADD COLUMN "paid_at"');
    expect(run.report.proof.ok).toBe(true);
  });
});
