import { spawnSync } from "node:child_process";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyRepair, repair, repairFiles, rollback } from "../../src/index.ts";
import { hasShell } from "../shell.ts";
import { buildFixture } from "./fixture.ts";
import { contentOf, edit, fill, type Library, storiesText } from "./tales/library.ts";

const count = 10_000;

describe(`tales with ${count} more stories`, () => {
  let fixture: ReturnType<typeof buildFixture>;
  let library: Library;

  beforeAll(() => {
    fixture = buildFixture("tales");
    library = fill(fixture.database, count);
  });
  afterAll(() => fixture.remove());

  it("moves every value to the generation of its story, and back with what was written since", async () => {
    const options = { folder: fixture.folder };
    const text = storiesText(fixture.database);
    const applied = await applyRepair({ ...options, only: [], allowDestructive: false });
    expect(applied.status).toBe("applied");
    expect(contentOf(fixture.database)).toEqual(library.split());
    expect(sane(fixture.database)).toEqual(["ok", 0]);

    const untouched = await rollback({ ...options, apply: false });
    expect(untouched.status).toBe("rehearsed");
    expect(untouched.rehearsed.losses).toEqual([]);

    edit(fixture.database, library);
    expect(contentOf(fixture.database)).toEqual(library.split());
    const back = await rollback({ ...options, apply: true });
    expect(back.rehearsed.obstacles).toEqual([]);
    expect(Object.fromEntries(back.rehearsed.losses.map(({ what, count: rows }) => [what, rows]))).toEqual(
      library.losses(),
    );
    expect(back.status).toBe("taken-back");
    expect(contentOf(fixture.database)).toEqual(library.joined());
    expect(storiesText(fixture.database)).toBe(text);
    expect(sane(fixture.database)).toEqual(["ok", 0]);
  }, 60_000);
});

describe.runIf(hasShell)("tales in the sqlite3 shell", () => {
  it("gives the same by repair.sql and rollback.sql", async () => {
    const fixture = buildFixture("tales");
    try {
      const library = fill(fixture.database, 500);
      const original = contentOf(fixture.database);
      const dryRun = await repair({ folder: fixture.folder, only: [], allowDestructive: false });
      const files = repairFiles(dryRun);
      const run = (name: string): void => {
        const ended = spawnSync("sqlite3", [fixture.database], {
          input: files[name] ?? "",
          encoding: "utf8",
        });
        expect([ended.status, ended.stderr]).toEqual([0, ""]);
      };
      run("repair.sql");
      expect(contentOf(fixture.database)).toEqual(library.split());
      run("rollback.sql");
      expect(contentOf(fixture.database)).toEqual(original);
      run("repair.sql");
      edit(fixture.database, library);
      run("rollback.sql");
      expect(contentOf(fixture.database)).toEqual(library.joined());
    } finally {
      fixture.remove();
    }
  }, 60_000);
});

function sane(path: string): unknown[] {
  const database = new Database(path, { readonly: true });
  const violations = database.pragma("foreign_key_check");
  const integrity = database.pragma("integrity_check", { simple: true });
  database.close();
  return [integrity, Array.isArray(violations) ? violations.length : -1];
}
