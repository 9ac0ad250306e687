import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useProgram } from "../cli/built.ts";
import { type FaultBench, heard, holds, layFaults } from "./bench.ts";

/** How often the process is killed, and on how many rows; KILLS=200 USERS=100000 is a file of 110 MB. */
const kills = Number(process.env.KILLS ?? 10);
const users = Number(process.env.USERS ?? 8_000);
/** After how many kills one is followed by another run, which takes as long as a whole one. */
const goesOnEvery = kills > 20 ? 10 : 1;

const program = useProgram();
let bench: FaultBench;
let duration = 0;

beforeAll(async () => {
  bench = await layFaults(program, users);
  const began = performance.now();
  await heard(bench.start(["repair", "--apply"]));
  duration = performance.now() - began;
}, 600_000);

afterAll(() => bench.remove());

describe("repair --apply killed at any instant", () => {
  it("leaves the content of before or of after, and the next run says which and goes on", async () => {
    const seen = { before: 0, after: 0 };
    for (let kill = 0; kill < kills; kill++) {
      bench.reset();
      const child = bench.start(["repair", "--apply"]);
      const ended = heard(child);
      // Spread over the whole run, its start left out: there is nothing to disturb in it.
      const instant = duration * (0.15 + (0.85 * (kill + Math.random())) / kills);
      const timer = setTimeout(() => child.kill("SIGKILL"), instant);
      await ended;
      clearTimeout(timer);
      const state = holds(bench.database, bench.before) ? "before" : "after";
      if (state === "after") expect(holds(bench.database, bench.after)).toBe(true);
      seen[state]++;
      if (kill % goesOnEvery === 0) await goesOn(state);
    }
    if (kills > 20) process.stdout.write(`killed ${kills} times: ${JSON.stringify(seen)}\n`);
  }, 3_600_000);
});

/** The next run says what happened, and does what is left to do. */
async function goesOn(state: "before" | "after"): Promise<void> {
  const next = await heard(bench.start(["repair", "--apply"]));
  expect(next, next.err).toMatchObject({ code: 0 });
  const said = state === "before" ? /had not committed: nothing was changed/ : /had committed/;
  if (next.err !== "") expect(next.err).toMatch(said);
  expect(holds(bench.database, bench.after)).toBe(true);
}
