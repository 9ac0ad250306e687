import type { Database } from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyze } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { buildFixture } from "./fixture.ts";
import { repairedCopy } from "./repaired.ts";

describe("trulience, repaired", () => {
  let fixture: ReturnType<typeof buildFixture>;
  let report: Report;
  let repaired: Database;

  beforeAll(async () => {
    fixture = buildFixture("trulience");
    report = await analyze({ folder: fixture.folder });
    repaired = repairedCopy(fixture.database, report);
  });
  afterAll(() => {
    repaired.close();
    fixture.remove();
  });

  const text = (name: string): string =>
    String(repaired.prepare("SELECT sql FROM main.sqlite_schema WHERE name = ?").pluck().get(name));
  const names = (table: string): unknown[] =>
    repaired.prepare(`SELECT name FROM main.${table} ORDER BY id`).pluck().all();

  it("has takes as the house has it, though the model says none of that", () => {
    expect(text("takes")).toContain(
      `"segment_id" INTEGER NOT NULL REFERENCES "segments" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    for (const column of ["created_at", "updated_at"])
      expect(text("takes")).toContain(`"${column}" TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP`);
    expect(text("idx_takes_segment_id")).toMatch(/ON "takes" \("segment_id"\)$/);
  });

  it("has the rows that were missing and no others", () => {
    const [jobs, scenes] = [names("job_statuses"), names("scene_statuses")];
    expect(jobs).toEqual(["pending", "running", "completed", "failed", "cancelled", "retrying"]);
    expect(scenes).toEqual([
      ...["pending", "generating", "generated", "aproved", "rejected", "delivered", "approved"],
    ]);
  });

  it("keeps the comments, the CHECK, the long title and the counter", () => {
    expect(text("workers")).toContain("is_local BOOLEAN, -- asked of new machines only");
    expect(text("workers")).toContain("updated_at TEXT DEFAULT CURRENT_TIMESTAMP NOT NULL");
    expect(text("scenes")).toContain("CHECK (position > 0)");
    expect(text("idx_segments_scene_id_position")).toBe(
      'CREATE INDEX "idx_segments_scene_id_position" ON segments (scene_id, position)',
    );
    const titles = "SELECT group_concat(typeof(title) || length(title), ' ') FROM";
    expect(repaired.prepare(`${titles} main.projects`).get()).toEqual(
      repaired.prepare(`${titles} old.projects`).get(),
    );
    const counter = "SELECT seq FROM main.sqlite_sequence WHERE name = 'segments'";
    expect(repaired.prepare(counter).pluck().get()).toBe(12);
  });

  it("touches no updated_at", () => {
    for (const table of ["workers", "scenes", "projects", "jobs", "assets"]) {
      const own = (schema: string) => repaired.prepare(`SELECT * FROM ${schema}."${table}"`).raw().all();
      expect(own("main"), table).toEqual(own("old"));
    }
  });

  const changes: Readonly<Record<string, string>> = {
    jobs: "UPDATE jobs SET attempts = attempts + 1",
    assets: "UPDATE assets SET bytes = bytes + 1",
    takes: "UPDATE takes SET seed = seed + 1",
  };

  describe.each(["OFF", "ON"])("with recursive_triggers %s", (setting) => {
    it.each(Object.entries(changes))("keeps updated_at of %s", (table, change) => {
      repaired.pragma(`recursive_triggers = ${setting}`);
      repaired.exec("BEGIN");
      if (table === "takes") repaired.exec("INSERT INTO takes (segment_id, seed) VALUES (1, 7), (2, 8)");
      repaired.exec(`UPDATE ${table} SET updated_at = '2001-01-01 00:00:00'`);
      const stamps = () => repaired.prepare(`SELECT DISTINCT updated_at FROM ${table}`).pluck().all();
      // What a statement sets itself stays.
      expect(stamps()).toEqual(["2001-01-01 00:00:00"]);
      // The second time within the same second there is nothing to set, and nothing that goes on calling itself.
      repaired.exec(`${change}; ${change}`);
      const [stamp, ...others] = stamps();
      expect(others).toEqual([]);
      expect(String(stamp)).toMatch(/^20[2-9]\d-\d\d-\d\d \d\d:\d\d:\d\d$/);
      repaired.exec("ROLLBACK");
    });
  });
});
