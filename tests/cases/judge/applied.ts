import { readFileSync } from "node:fs";
import { analyze } from "../../../src/internal.ts";
import { commandLine } from "../command-line.ts";
import { compare, restored } from "./compare.ts";
import { asked, meanwhile } from "./meanwhile.ts";
import type { Pair } from "./pair.ts";
import type { Workbench } from "./workbench.ts";

/** Repairs the database itself by the command line, looks again, and takes the repair back. Returns complaints. */
export async function applied(pair: Pair, bench: Workbench): Promise<string[]> {
  const before = bench.copy("before.db");
  const forth = await commandLine(bench.folder, ...repairLine(pair));
  if (forth.code !== 0) return [`repair --apply: exit ${forth.code}: ${forth.err}${forth.out}`];
  const complaints = [
    ...compare("apply", bench.database, pair, { ...bench, database: before }),
    ...(await secondRun(pair, bench)),
  ];
  if (pair.meanwhile) meanwhile(bench.database, pair.meanwhile.sql);
  const back = await commandLine(bench.folder, "rollback", "--apply");
  if (back.code !== 0) return [...complaints, `rollback --apply: exit ${back.code}: ${back.err}${back.out}`];
  return [
    ...complaints,
    ...(pair.meanwhile
      ? asked("apply", bench.database, pair.meanwhile)
      : restored("apply", before, bench.database, pair.legacy ?? false)),
  ];
}

/** A repair that is blocked leaves every byte as it was. */
export async function notApplied(pair: Pair, bench: Workbench): Promise<string[]> {
  const before = readFileSync(bench.database);
  const { code, out, err } = await commandLine(bench.folder, ...repairLine(pair));
  return [
    ...(code === 1 ? [] : [`repair --apply: exit ${code}: ${err}${out}`]),
    ...(readFileSync(bench.database).equals(before) ? [] : ["repair --apply changed a database it refuses"]),
  ];
}

function repairLine({ allowDestructive }: Pair): string[] {
  return ["repair", "--apply", ...(allowDestructive ? ["--allow-destructive"] : [])];
}

/** What the doctor says of its own work when it looks again. */
async function secondRun(pair: Pair, bench: Workbench): Promise<string[]> {
  const again = await analyze({ folder: bench.folder });
  const withheld = (id: string): boolean =>
    pair.allowDestructive !== true &&
    again.plan.steps.some(({ safety, issues }) => safety === "destructive" && issues.includes(id));
  return again.issues
    .filter(
      ({ id, sql, severity }) =>
        (sql.length > 0 || severity === "critical" || severity === "high") && !withheld(id),
    )
    .map(({ rule, title }) => `second run: ${rule}: ${title}`);
}
