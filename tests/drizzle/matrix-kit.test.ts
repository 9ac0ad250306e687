import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { missing, workspace } from "../migrations/tools.ts";
import { drifts } from "./matrix/all.ts";
import type { Drift } from "./matrix/drift.ts";
import { isRepaired, repair } from "./matrix/judge.ts";
import { type Laid, lay } from "./matrix/lay.ts";
import { modelled } from "./matrix/modelled.ts";

const repairable = drifts.filter(isRepaired);
/** drizzle-kit takes a second for each: some by default, all with KIT=all. */
const chosen = env.KIT === "all" ? repairable : repairable.filter((_, i) => i % 8 === 0);

describe.skipIf(missing !== null)(`drizzle-kit push${missing === null ? "" : ` (${missing})`}`, () => {
  const own = new Map<Drift["project"], string>();
  const ofItsOwn = (project: Drift["project"]): string => {
    const known = own.get(project) ?? proposals(project, lay({ project, drift: [] }));
    own.set(project, known);
    return known;
  };

  test("rebuilds tables of its own database where there are checks and generated columns", () => {
    expect(ofItsOwn("store")).toContain("CREATE TABLE `__new_customers`");
  });

  test.each(chosen)(
    "proposes nothing else after the repair of: $name",
    { timeout: 60_000 },
    async (drift) => {
      const laid = lay(drift);
      expect((await repair(drift, laid)).status).toBe("applied");
      expect(proposals(drift.project, laid)).toBe(ofItsOwn(drift.project));
    },
  );
});

/** What it would do to a database, without doing it. */
function proposals(project: Drift["project"], { folder, database }: Laid): string {
  inItsOrder(project, database, join(folder, "ordered.db"));
  writeFileSync(
    join(folder, "drizzle.config.ts"),
    readFileSync(join(folder, "drizzle.config.ts"), "utf8").replace("app.db", "ordered.db"),
  );
  symlinkSync(join(workspace, "node_modules"), join(folder, "node_modules"), "dir");
  const kit = join(workspace, "node_modules/drizzle-kit/bin.cjs");
  // Strict means that it asks before it does anything, which fails without a terminal.
  const line = [kit, "push", "--strict", "--verbose"];
  const { stdout, stderr } = spawnSync(process.execPath, line, { cwd: folder, encoding: "utf8" });
  const said = `${stdout}${stderr}`;
  const start = said.search(/No changes detected|You are about to execute/);
  if (start < 0) throw new Error(said);
  return said.slice(start).replace(/Error: Interactive prompts require[\s\S]*/, "");
}

/** The tables and views of the model as they stand in a database, in the order in which drizzle-kit makes them: what it proposes depends on that. */
function inItsOrder(project: Drift["project"], database: string, ordered: string): void {
  const from = new Database(database, { readonly: true });
  const texts = from
    .prepare<[], { name: string; sql: string }>(
      "SELECT tbl_name AS name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type <> 'trigger' ORDER BY type = 'index', name",
    )
    .all();
  from.close();
  const order = [...modelled[project]].sort();
  const to = new Database(ordered);
  for (const table of order) for (const { name, sql } of texts) if (name === table) to.exec(sql);
  to.close();
}
