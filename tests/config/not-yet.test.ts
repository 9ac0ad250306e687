import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { notYetActedUpon } from "../../src/config/not-yet.ts";
import { project } from "./project.ts";

/** What is said of these settings. */
function waiting(settings: Readonly<Record<string, unknown>>): string[] {
  const folder = project({ "doctor.config.json": JSON.stringify(settings) });
  return notYetActedUpon(loadConfig({ folder }).config).map(({ what }) => what);
}

describe("settings that are not acted upon", () => {
  it("are named", () => {
    expect(waiting({ typecheck: true })).toEqual(['"typecheck" in doctor.config.json']);
  });

  it.each([
    [{}],
    [{ conventions: true }],
    [{ conventions: { preset: "house", auditTrail: "medium" } }],
    [{ typecheck: true, queries: ["src/**/*.ts"] }],
  ])("are none in %j", (settings) => expect(waiting(settings)).toEqual([]));
});
