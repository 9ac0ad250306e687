import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { drifts } from "../drizzle/matrix/all.ts";
import type { Drift } from "../drizzle/matrix/drift.ts";

const page = readFileSync(fileURLToPath(new URL("../../docs/drizzle-kit.md", import.meta.url)), "utf8");

/** What becomes of a drift, as tests/drizzle/matrix-*.test.ts hold it. */
function outcome({ decision, undecided, issues }: Drift): string {
  if (issues.length === 0) return "says nothing, keeps it";
  if (decision === undefined)
    return {
      undefined: "repairs it",
      refused: "reports it, changes nothing while rows stand in the way",
      nothing: "reports it, leaves it alone",
      applied: "",
    }[`${undecided}`];
  const { config, allowDestructive } = decision;
  if ("renames" in config) return "repairs it once the rename is confirmed";
  if ("backfills" in config) return "repairs it once a backfill says what the rows get";
  if ("orphans" in config) return "repairs it once the config says what becomes of the rows";
  return allowDestructive ? "keeps it; drops it with leave, and can bring it back" : "";
}

/** The lines of the tables of the page: the first cell, and the last. */
const lines = [...page.matchAll(/^\| ([^|]+?) \|.*\| ([^|]+?) \|$/gm)]
  .map(([, name = "", last = ""]) => ({ name, last }))
  .filter(({ name }) => !/^(?:drift|---)/.test(name));

describe("docs/drizzle-kit.md", () => {
  test.each(lines)("$name: $last", ({ name, last }) => {
    const drift = drifts.find((each) => each.name === name);
    expect(last).toBe(drift ? outcome(drift) : "a case of the matrix");
  });

  test("has all drifts of the matrix, and says how many", () => {
    expect(lines.map(({ name }) => name).sort()).toEqual(drifts.map(({ name }) => name).sort());
    expect(page).toContain(`${drifts.length} drifts`);
  });
});
