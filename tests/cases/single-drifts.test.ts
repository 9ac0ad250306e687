import { describe, expect, it } from "vitest";
import { columnDrifts } from "./drifts/columns.ts";
import { constraintDrifts } from "./drifts/constraints.ts";
import type { SingleDrift } from "./drifts/drift.ts";
import { facetDrifts } from "./drifts/facets.ts";
import { indexDrifts } from "./drifts/indexes.ts";
import { spellingDrifts } from "./drifts/spellings.ts";
import { tableDrifts } from "./drifts/tables.ts";
import { held } from "./held.ts";

/** The issues of a pair, as `severity rule` and the columns of their findings. */
async function found(declared: string, actual: string): Promise<(string | null)[][]> {
  const { issues, notAnalysed } = await held({ declared, actual });
  expect(notAnalysed).toEqual([]);
  return issues.map(({ severity, rule, findings }) => [
    `${severity} ${rule}`,
    ...findings.map(({ column }) => column),
  ]);
}

const named = (drifts: readonly SingleDrift[]) => drifts.map((drift) => [drift[0], drift] as const);

describe("a single drift is a single issue", () => {
  const all: readonly SingleDrift[] = [
    ...tableDrifts,
    ...columnDrifts,
    ...facetDrifts,
    ...constraintDrifts,
    ...indexDrifts,
  ];

  it.each(named(all))("%s", async (_, [, declared, actual, ...issue]) => {
    expect(await found(declared, actual)).toEqual([issue]);
  });
});

describe("a single difference of spelling is a single info, and nothing is changed", () => {
  it.each(named(spellingDrifts))("%s", async (_, [, declared, actual, ...issue]) => {
    expect(await found(declared, actual)).toEqual([issue]);
    expect((await held({ declared, actual })).changes).toEqual([]);
  });
});
