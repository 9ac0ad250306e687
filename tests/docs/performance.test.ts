import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { forms } from "../../bench/contestants.js";
import { goalsOf, isMet, type Results } from "../../bench/figures.js";
import { drifts } from "../../bench/model.js";
import { withMeasurement } from "../../bench/page.js";
import { peers } from "../../bench/peers/index.js";
import { plot } from "../../bench/plot.js";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const page = read("docs/performance.md");
const results: Results = JSON.parse(read("bench/results.json"));

/** The cells of the tables' lines that begin so. */
function lines(begin: string): string[][] {
  return page
    .split("\n")
    .filter((line) => line.startsWith(`| ${begin}`))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The milliseconds by the clock that the page prints of one, by size. */
const printed = (name: string): number[] =>
  lines(name)
    .filter((cells) => cells.length === 6)
    .map(([, time = ""]) => Number.parseInt(time, 10));

describe("docs/performance.md", () => {
  test("is what the stored runs give, and so is its plot", () => {
    expect(withMeasurement(page, results)).toBe(page);
    expect(plot(results)).toBe(read("docs/pictures/performance.svg"));
  });

  test.each(peers)("has a line for $name at 10, 100 and 1,000 tables, of its version in use", (peer) => {
    expect(results.sizes.map(({ tables }) => tables)).toEqual([10, 100, 1000]);
    expect(lines(`${peer.name}: `)).toHaveLength(3);
    const { dependencies } = JSON.parse(read("bench/package.json"));
    for (const name of peer.packages) expect(page).toContain(`${name} ${dependencies[name]}`);
  });

  test("calls itself a trial unless it is made of five runs and more of each", () => {
    const runs = results.sizes.flatMap(({ entries }) => entries.filter(({ failed }) => failed === null));
    const fewest = Math.min(...runs.map(({ samples }) => samples.length));
    expect(page.includes("**A trial")).toBe(fewest < 5);
  });

  test("states the goals that were set", () => {
    const goals = lines("").filter((cells) => cells[1]?.startsWith("at most "));
    expect(goals.map(([, goal]) => goal)).toEqual([
      "at most 0.8",
      "at most 0.25",
      "at most 3",
      "at most 8",
      "at most 8",
      "at most 1",
      "at most 1.5",
      "at most 1.5",
      "at most 1.5",
      "at most 300 ms",
    ]);
    for (const [work, goal = "", ...cells] of goals) {
      const measured = cells.slice(0, 3).filter((cell) => cell !== "");
      const most = Number.parseFloat(goal.replace("at most ", ""));
      const isOver = measured.some((cell) => Number.parseFloat(cell) > most);
      const said = measured.includes("not measured") ? "open" : isOver ? "missed" : "met";
      expect([work, cells.at(-1)]).toEqual([work, said]);
    }
  });

  test("computes its goals from the times that it prints", () => {
    const best = Math.min(
      ...peers
        .filter(({ sees }) => sees.length === drifts.length)
        .map(({ name }) => printed(`${name}: `)[1] ?? Number.NaN),
    );
    const [node = Number.NaN] = [printed("`node -e 0`")[1]];
    const times = (cache: string) =>
      ["`.sql`", "types", "Drizzle"].map((form) => printed(`doctor, ${form}, ${cache} |`));
    const measured = (begin: string) => lines(begin)[0]?.slice(2, 5).map(Number) ?? [];
    const near = (begin: string, expected: number[]) =>
      measured(begin).forEach((value, i) => {
        expect(Math.abs(value / (expected[i] ?? Number.NaN) - 1)).toBeLessThan(0.03);
      });
    near(
      "`analyze`, 100 tables, cold cache",
      times("cold").map(([, time = Number.NaN]) => time / best),
    );
    near(
      "`analyze`, 100 tables, warm cache, against the same",
      times("warm").map(([, time = Number.NaN]) => time / best),
    );
    near(
      "`analyze`, 100 tables, warm cache, against `node -e 0`",
      times("warm").map(([, time = Number.NaN]) => time / node),
    );
    near(
      "`analyze`, cold cache, 1,000 tables",
      times("cold").map(([, small = 1, large = Number.NaN]) => large / small),
    );
  });
});

describe("a goal", () => {
  const [goal] = goalsOf(results, forms);

  test("is missed where one form of the model misses it, and open where nothing was measured", () => {
    if (goal === undefined) throw new Error("There are no goals.");
    expect(isMet({ ...goal, goal: 0.8, measured: [0.1, 0.8, 0.7] })).toBe(true);
    expect(isMet({ ...goal, goal: 0.8, measured: [0.1, 0.81, 0.7] })).toBe(false);
    expect(isMet({ ...goal, goal: 0.8, measured: [null] })).toBe(null);
  });

  test("is held against the fastest that shows a full diff, whoever that is", () => {
    const slower = structuredClone(results);
    const [, hundred] = slower.sizes;
    for (const { id, samples } of hundred?.entries ?? [])
      for (const sample of samples) sample.wall = id === "kysely-codegen" ? 1 : id === "Prisma" ? 100 : 1000;
    expect(goalsOf(slower, forms)[0]).toMatchObject({
      work: expect.stringContaining("(Prisma)"),
      measured: [10, 10, 10],
    });
  });
});
