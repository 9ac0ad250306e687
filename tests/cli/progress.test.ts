import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { rowWords, startProgress } from "../../src/cli/progress.ts";

/** A stream that takes itself for a terminal, and what was written to it. */
function terminal() {
  const stream = Object.assign(new PassThrough(), {
    isTTY: true,
    columns: 80,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  });
  let written = "";
  stream.on("data", (data) => {
    written += data;
  });
  return { stream: stream as unknown as NodeJS.WriteStream, written: () => written };
}

function io(errTerminal: NodeJS.WriteStream | null): Io {
  return { folder: "/", environment: {}, out: () => {}, err: () => {}, outIsTerminal: true, errTerminal };
}

/** Until what was begun has been drawn: the bar is loaded when it is first needed. */
const drawn = () => vi.waitFor(() => new Promise((resolve) => setImmediate(resolve)));

let now = 0;
beforeEach(() => {
  now = 0;
  vi.spyOn(Date, "now").mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
});

it("progress is not shown for what is done within a second", async () => {
  const { stream, written } = terminal();
  const progress = startProgress(io(stream), false);
  now = 900;
  progress.enter("rehearsal");
  await drawn();
  progress.end();
  expect(written()).toBe("");
});

it("progress names the phase once a run has lasted over a second, and is gone at its end", async () => {
  const { stream, written } = terminal();
  const progress = startProgress(io(stream), false);
  progress.enter("model");
  now = 1500;
  progress.enter("rehearsal");
  await vi.waitFor(() => expect(written()).toContain("rehearsing the repair on a copy"));
  progress.end();
  expect(written().endsWith("rehearsing the repair on a copy")).toBe(false);
});

it("progress is not shown with --quiet, nor where stderr is no terminal", async () => {
  const { stream, written } = terminal();
  for (const progress of [startProgress(io(stream), true), startProgress(io(null), false)]) {
    now += 5000;
    progress.enter("opening");
    progress.rows("orders", 10, 20);
    await drawn();
    progress.rows("orders", 20, 20);
    progress.end();
  }
  expect(written()).toBe("");
});

it("progress shows how rows are read while nothing else can run, and how long it will take", async () => {
  const { stream, written } = terminal();
  const progress = startProgress(io(stream), false);
  progress.enter("rules");
  await import("cli-progress");
  await drawn();
  // From here on nothing is awaited: rows are read in one go.
  now = 2_000;
  progress.rows("orders", 0, 5_000_000);
  now = 4_000;
  progress.rows("orders", 1_000_000, 5_000_000);
  const shown = written();
  progress.end();
  expect(shown).toContain("judging what differs: orders, 1,000,000 of about 5,000,000 rows");
  expect(shown).toContain("500,000 a second, 8 s left");
});

it("progress of rows counts from the first of a table, and says nothing that it does not know", () => {
  expect(rowWords("orders", 1_200_000, 5_000_000, 3_000)).toBe(
    "orders, 1,200,000 of about 5,000,000 rows, 400,000 a second, 10 s left",
  );
  expect(rowWords("orders", 0, 5_000_000, 3_000)).toBe("orders, 0 of about 5,000,000 rows");
  expect(rowWords("orders", 10, 20, 0)).toBe("orders, 10 of about 20 rows");
  expect(rowWords("orders", 20, 20, 1_000)).toBe("orders, 20 of about 20 rows, 20 a second, 0 s left");
});
