import { spawn } from "node:child_process";
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { type Content, contentOf } from "./content.ts";
import { library } from "./library.ts";
import { type Project, projectOf, writeFor } from "./project.ts";
import { migrate, missing, type ToolName, toolNames, workspace } from "./tools.ts";

const kills = Number(process.env.KILLS ?? 5);

describe.skipIf(missing !== null).each(toolNames)("a migration of %s whose process is killed", (tool) => {
  let project: Project;
  let before: Content;
  let repaired: Content;
  let milliseconds = 0;
  const copy = () => join(project.folder, "copy.db");

  beforeAll(async () => {
    project = projectOf(library);
    const connection = new Database(project.database);
    connection.exec(`WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n LIMIT 20000)
      INSERT INTO books (id, author_id, title, pages) SELECT i, 1, 'Book ' || i, i FROM n;
      INSERT INTO copies (book_id) SELECT id FROM books`);
    connection.close();
    await writeFor(tool, project, "--allow-destructive");
    before = contentOf(project.database);
    fresh();
    const started = performance.now();
    expect(migrate(tool, project.folder, "up", copy()).error).toBeNull();
    milliseconds = performance.now() - started;
    repaired = contentOf(copy());
  });

  function fresh(): void {
    for (const suffix of ["", "-journal"]) rmSync(copy() + suffix, { force: true });
    copyFileSync(project.database, copy());
  }

  test("leaves the old content or the new, and the next one does the rest", async () => {
    const seen: string[] = [];
    for (let kill = 0; kill < kills; kill++) {
      fresh();
      await killed(tool, project, copy(), milliseconds * (0.3 + (0.7 * kill) / kills));
      const content = contentOf(writable(copy()));
      seen.push(JSON.stringify(content) === JSON.stringify(before) ? "old" : "new");
      expect(content).toEqual(seen.at(-1) === "old" ? before : repaired);
      // Knex keeps a lock of its own, which a killed process leaves behind.
      unlock(copy());
      expect(migrate(tool, project.folder, "up", copy())).toMatchObject({ error: null, foreignKeys: 1 });
      expect(contentOf(copy())).toEqual(repaired);
    }
    expect(seen).toContain("old");
  });
});

async function killed(tool: ToolName, project: Project, database: string, when: number): Promise<void> {
  const line = [join(workspace, "run.js"), tool, database, join(project.folder, "migrations"), "up"];
  const child = spawn(process.execPath, line, { cwd: project.folder, stdio: "ignore" });
  const ended = new Promise((done) => child.once("exit", done));
  await after(when);
  child.kill("SIGKILL");
  await ended;
}

/** Opened once for writing, so that a hot journal is rolled back. */
function writable(database: string): string {
  const connection = new Database(database);
  connection.prepare("SELECT count(*) FROM sqlite_schema").get();
  connection.close();
  return database;
}

function unlock(database: string): void {
  const connection = new Database(database);
  if (connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'knex_migrations_lock'").get())
    connection.exec("UPDATE knex_migrations_lock SET is_locked = 0");
  connection.close();
}
