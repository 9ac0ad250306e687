import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { listeningIo } from "../cases/command-line.ts";
import { buildFixture } from "../cases/fixture.ts";

describe("DOCTOR_TIMINGS", () => {
  const lines = async (environment: Record<string, string>): Promise<string[]> => {
    const { folder, remove } = buildFixture("storyweaver");
    const { io, said } = listeningIo(folder, { environment });
    await run(["analyze"], io).finally(remove);
    return said.err.split("\n").filter((line) => line !== "");
  };

  it("prints how long each phase took, in their order, on one line of stderr", async () => {
    const [line, ...more] = await lines({ DOCTOR_TIMINGS: "1" });
    expect(more).toEqual([]);
    const timings: Record<string, unknown> = JSON.parse(line ?? "");
    expect(Object.keys(timings)).toEqual([
      ...[
        "start",
        "model",
        "code",
        "opening",
        "introspection",
        "diff",
        "rules",
        "plan",
        "rehearsal",
        "report",
      ],
    ]);
    for (const milliseconds of Object.values(timings)) expect(milliseconds).toBeGreaterThanOrEqual(0);
  });

  it("prints nothing unless asked to", async () => {
    expect(await lines({})).toEqual([]);
  });
});
