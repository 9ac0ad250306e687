import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { analyze, repair } from "../../src/internal.ts";
import { project } from "../config/project.ts";

/** SQLite quotes the value in "bad JSON path: 'top secret'". */
const secret = "top secret";

function vault(): string {
  const folder = project({
    "doctor.config.json": JSON.stringify({
      database: "app.db",
      model: ["model.ts"],
      history: false,
      checks: [
        {
          name: "paths",
          severity: "high",
          why: "",
          sql: "SELECT id FROM notes WHERE json_extract('{}', path) = 1",
        },
        { name: "typo", severity: "high", why: "", sql: `SELECT id FROM notes WHERE "patth" = 1` },
      ],
    }),
    "model.ts": `/** @table notes */ export interface Note { id: number; /** @check json_extract('{}', path) IS NULL */ path: string;
  /** @backfill json_extract('{}', path) */ kind: string }`,
  });
  const connection = new Database(join(folder, "app.db"));
  connection.exec("CREATE TABLE notes (id INTEGER PRIMARY KEY, path TEXT NOT NULL)");
  connection.prepare("INSERT INTO notes (path) VALUES (?)").run(secret);
  const quoted = (): unknown => connection.prepare("SELECT json_extract('{}', path) FROM notes").get();
  expect(quoted, "this build quotes values").toThrow(secret);
  connection.close();
  return folder;
}

describe("a message of SQLite that quotes a value", () => {
  test("comes without it into the report", async () => {
    const report = await analyze({ folder: vault() });
    const text = JSON.stringify(report);
    expect(text).not.toContain(secret);
    expect(text, "what it is about stays").toContain("bad JSON path: …");
    const titles = report.issues.map(({ title }) => title);
    expect(titles, "a message about the text of a query stays whole").toContainEqual(
      expect.stringContaining('no such column: "patth"'),
    );
  });

  test("comes without it into the proof of a repair", async () => {
    const repaired = await repair({ folder: vault(), only: [], allowDestructive: false });
    expect(JSON.stringify(repaired.report.proof)).toContain("bad JSON path: …");
    expect(JSON.stringify([repaired.report, repaired.scripts])).not.toContain(secret);
  });
});
