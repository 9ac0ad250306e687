import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { repair, repairFiles } from "../../src/commands/repair.ts";
import { applyRepair, rollback } from "../../src/internal.ts";
import { hasShell } from "../shell.ts";
import { buildFixture, expectedOf } from "./fixture.ts";
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

describe("tales as they are", () => {
  let fixture: ReturnType<typeof buildFixture>;

  beforeEach(() => {
    fixture = buildFixture("tales");
  });
  afterEach(() => fixture.remove());

  it.each(["missing-table", "missing-column", "moved-columns"])(
    "needs all three issues whichever is asked for: %s",
    async (rule) => {
      const { report, pulledIn } = await repair({
        folder: fixture.folder,
        only: [rule],
        allowDestructive: false,
      });
      expect(report.issues.map((issue) => issue.rule).sort()).toEqual([
        "missing-column",
        "missing-table",
        "moved-columns",
      ]);
      expect(pulledIn).toHaveLength(2);
      expect(report.proof.ok).toBe(true);
    },
  );

  it("drops generation_info with leave, too, and brings it back", async () => {
    const options = { folder: fixture.folder, only: [], allowDestructive: true };
    const before = contentOf(fixture.database);
    const applied = await applyRepair(options);
    expect(applied.losses.map(({ what, count: values }) => [what, values])).toEqual([
      ["values of stories.generation_info", 4],
    ]);
    expect(contentOf(fixture.database).stories[0]).not.toHaveProperty("generation_info");
    expect((await rollback({ folder: fixture.folder, apply: true })).status).toBe("taken-back");
    expect(contentOf(fixture.database)).toEqual(before);
  });

  it("has nothing left to do afterwards", async () => {
    const options = { folder: fixture.folder, only: [], allowDestructive: false };
    await applyRepair(options);
    const again = await repair(options);
    // The rows hold text that is no JSON, and NULs, on purpose.
    const left = again.report.issues.filter(
      ({ severity, category }) => severity !== "info" && category !== "data",
    );
    expect(left).toEqual([]);
    expect(again.report.plan.steps.map(({ safety }) => safety)).toEqual(["destructive"]);
    expect((await applyRepair(options)).status).toBe("nothing");
  });

  it("is one suspected move, and nothing else, before anyone has said so", async () => {
    const models = join(fixture.folder, "src/models/generation.ts");
    const untold = readFileSync(models, "utf8").replace(
      / *\* @movedFrom .*\n|\/\*\* @movedFrom .* \*\/\n/g,
      "",
    );
    expect(untold).not.toContain("@movedFrom");
    writeFileSync(models, untold);
    const { report } = await repair({ folder: fixture.folder, only: [], allowDestructive: false });
    const loud = report.issues.filter(({ severity }) => severity !== "info");
    expect(loud.map(({ rule, table }) => [rule, table])).toEqual([["suspected-move", "generations"]]);
    expect(loud[0]?.findings.map(({ column }) => column).sort()).toEqual(expected("moved-columns"));
    expect(report.plan.steps.filter(({ safety }) => safety !== "destructive")).toEqual([]);
    const [, confirmed = ""] =
      /"moves": (\{.*?\}\}) in the config; then/.exec(loud[0]?.repairAction ?? "") ?? [];
    const config = join(fixture.folder, "doctor.config.json");
    const written = JSON.parse(readFileSync(config, "utf8"));
    writeFileSync(config, JSON.stringify({ ...written, moves: JSON.parse(confirmed) }));
    const decided = await repair({ folder: fixture.folder, only: [], allowDestructive: false });
    expect(decided.report.issues.map(({ rule }) => rule)).toContain("moved-columns");
    expect(decided.report.proof.ok).toBe(true);
  });
});

/** The columns that an issue of the fixture names. */
function expected(rule: string): string[] {
  return expectedOf("tales").issues.flatMap((issue) => (issue.rule === rule ? issue.columns : []));
}

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
