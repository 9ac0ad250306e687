import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AppliedRepair, analyze, apply, type Report, rollback } from "../../../src/index.ts";
import type { Drift } from "./drift.ts";
import { decide, type Laid, lay } from "./lay.ts";
import { cellsOf, countersOf, faultsOf, othersOf, shapeOf } from "./look.ts";
import { modelled } from "./modelled.ts";

type Project = Drift["project"];

const pristine = {
  store: lay({ project: "store", drift: [] }),
  academy: lay({ project: "academy", drift: [] }),
};

/** What is said of the databases without drift: what they have beside the model. */
const usual = {
  store: said(await analyze(pristine.store)),
  academy: said(await analyze(pristine.academy)),
};

/** Holds each drift against what it says of itself: found, decided, repaired, looked at from outside, taken back. */
export function judge(drifts: readonly Drift[]): void {
  describe("exactly its issue; a repair that is proven, whole, harmless, and goes back", () => {
    test.each(drifts)("$name", async (drift) => {
      const laid = lay(drift);
      const before = look(laid, drift.project);
      const bytes = readFileSync(laid.database);
      const found = await analyze(laid);
      expect(readFileSync(laid.database).equals(bytes)).toBe(true);
      expect(besides(found, drift.project)).toEqual(drift.issues);
      expect(found.notAnalysed).toEqual([]);
      await nothingUndecided(drift, laid);
      if (!isRepaired(drift)) return;

      const repaired = await repair(drift, laid);
      expect([repaired.status, repaired.report.proof.ok]).toEqual(["applied", true]);
      const again = await analyze(laid);
      // A column that is added stands last.
      const left = besides(again, drift.project).filter((issue) => !issue.startsWith("info column-order"));
      expect([left, again.plan.steps]).toEqual([[], []]);
      isWhole(drift, laid);
      isHarmless(drift, before, look(laid, drift.project));

      const back = await rollback({ ...laid, apply: true });
      expect([back.status, back.obstacles]).toEqual(["taken-back", []]);
      expect(look(laid, drift.project)).toEqual(before);
    });
  });
}

/** Whether a repair of it exists, be it after a decision. */
export function isRepaired({ decision, undecided }: Drift): boolean {
  return decision !== undefined || undecided === undefined;
}

/** Decides what is to be decided, and applies the repair. */
export function repair({ decision }: Drift, laid: Laid): Promise<AppliedRepair> {
  decide(laid, decision?.config ?? {});
  return apply({ ...laid, allowDestructive: decision?.allowDestructive ?? false });
}

function said({ issues }: Report): string[] {
  return issues.map(({ severity, rule, table, title }) => `${severity} ${rule} ${table ?? title}`);
}

function besides(report: Report, project: Project): string[] {
  const left = [...usual[project]];
  return said(report).filter((issue) => {
    const at = left.indexOf(issue);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

async function nothingUndecided({ decision, undecided }: Drift, laid: Laid): Promise<void> {
  if ((decision === undefined && undecided === undefined) || undecided === "applied") return;
  const bytes = readFileSync(laid.database);
  expect((await apply(laid)).status).toBe(undecided ?? "refused");
  expect(readFileSync(laid.database).equals(bytes)).toBe(true);
}

interface Look {
  readonly cells: ReadonlyMap<string, readonly string[]>;
  readonly counters: Readonly<Record<string, unknown>>;
  readonly others: ReadonlyMap<string, string>;
  readonly shape: readonly string[];
}

function look({ database }: Laid, project: Project): Look {
  const tables = modelled[project];
  return {
    cells: cellsOf(database),
    counters: countersOf(database),
    others: othersOf(database, tables),
    shape: shapeOf(database, tables),
  };
}

/** The tables are those that drizzle-kit makes, but for what stays of them. */
function isWhole({ project, keeps = [], moves = [] }: Drift, { database }: Laid): void {
  const words = (shape: string): string =>
    keeps.reduce((text, kept) => {
      const [table, ...word] = kept.split(" ");
      return text.startsWith(`${table} words`) ? text.replace(` ${word.join(" ")}`, "") : text;
    }, shape);
  const wanted = shapeOf(pristine[project].database, modelled[project]);
  const shape = shapeOf(database, modelled[project]);
  expect(shape.map(words)).toEqual(wanted);
  expect(shape.filter((line) => !wanted.includes(line)).length > 0).toBe(keeps.length > 0);
  expect(faultsOf(database, moves)).toEqual([]);
}

/** Every value, rowid, counter, trigger, view and text index is as it was, but for what the drift names. */
function isHarmless(drift: Drift, before: Look, after: Look): void {
  const { renames = {}, drops = [], converts = [], moves = [], rekeys = [], counts = [] } = drift;
  const nowOf = (column: string): string => {
    const [table = "", name = ""] = column.split(".");
    return renames[column] ?? (renames[table] ? `${renames[table]}.${name}` : column);
  };
  const changed: string[] = [];
  for (const [column, values] of before.cells) {
    const [table = ""] = column.split(".");
    const now = after.cells.get(nowOf(column)) ?? ["gone"];
    const bare = (list: readonly string[]): readonly string[] =>
      rekeys.includes(table) ? list.map((value) => value.replace(/^\d+ /, "")).sort() : list;
    if (bare(values).join() !== bare(now).join()) changed.push(moves.includes(table) ? table : column);
  }
  const moved = moves.filter((table) => [...before.cells.keys()].some((key) => key.startsWith(`${table}.`)));
  expect([...new Set(changed)].sort()).toEqual([...drops, ...converts, ...moved].sort());
  const uncounted = (counters: Look["counters"]): unknown =>
    Object.entries(counters).filter(([table]) => !counts.includes(table));
  expect(uncounted(after.counters)).toEqual(uncounted(before.counters));
  expect(after.counters).not.toEqual(counts.length > 0 ? before.counters : null);
  const renamed = new Set(Object.keys(renames).map((name) => `table ${name}`));
  expect(after.others).toEqual(new Map([...before.others].filter(([name]) => !renamed.has(name))));
}
