import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { notYetActedUpon } from "../../src/config/not-yet.ts";
import { project } from "./project.ts";

/** What is said of these conventions. */
function waiting(conventions: unknown): string[] {
  const folder = project({ "doctor.config.json": JSON.stringify({ conventions }) });
  return notYetActedUpon(loadConfig({ folder }).config).map(({ what }) => what);
}

describe("conventions that are not there yet", () => {
  const said = ['"conventions" in doctor.config.json'];

  it.each([[true], [{ "plural-tables": true }], [{ auditTrail: true, "id-column": "high" }]])(
    "are named: %j",
    (conventions) => expect(waiting(conventions)).toEqual(said),
  );

  it.each([[false], [{}], [{ auditTrail: true }], [{ auditTrail: "medium", "id-column": "off" }]])(
    "are none: %j",
    (conventions) => expect(waiting(conventions)).toEqual([]),
  );
});
