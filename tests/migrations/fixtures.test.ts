import { beforeAll, describe, test } from "vitest";
import { hasShell } from "../shell.ts";
import { fixtureProject } from "./project.ts";
import { type Applied, applied, goesThereAndBack } from "./there-and-back.ts";
import { missing, toolNames } from "./tools.ts";

// What storyweaver's code uses must not be dropped, so that its destructive steps are not proven.
const fixtures: [string, string[]][] = [
  ["boticelli", ["--allow-destructive"]],
  ["episodes", ["--allow-destructive"]],
  ["storyweaver", []],
  ["tales", ["--allow-destructive"]],
  ["trulience", ["--allow-destructive"]],
];

describe.skipIf(missing !== null || !hasShell).each(fixtures)("the repair of %s", (name, options) => {
  let expected: Applied;
  beforeAll(async () => {
    expected = await applied(fixtureProject(name), options);
  });

  test.each(toolNames)("as a migration of %s does what --apply does, and takes it back", (tool) =>
    goesThereAndBack(tool, fixtureProject(name), expected, options),
  );
});
