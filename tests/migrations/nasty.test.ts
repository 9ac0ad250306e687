import { beforeAll, describe, test } from "vitest";
import { hasShell } from "../shell.ts";
import { clinic, hostile, library, warehouse } from "./library.ts";
import { type Application, projectOf } from "./project.ts";
import { type Applied, applied, goesThereAndBack } from "./there-and-back.ts";
import { missing, toolNames } from "./tools.ts";

const applications: [string, Application, string[]][] = [
  ["a library of cascades, triggers and counters", library, ["--allow-destructive"]],
  ["hostile names and values", hostile, []],
  ["a clinic whose rows are mended and put aside", clinic, []],
  ["a warehouse with a foreign key that cannot be checked", warehouse, []],
];

describe.skipIf(missing !== null || !hasShell).each(applications)("%s", (_, application, options) => {
  let left: Applied;
  beforeAll(async () => {
    left = await applied(projectOf(application), options);
  });

  test.each(toolNames)("goes there and back with %s", (tool) =>
    goesThereAndBack(tool, projectOf(application), left, options),
  );

  test.each(["knex", "kysely"] as const)("goes there and back with %s in TypeScript", (tool) => {
    const files = { ...application.files, "tsconfig.json": "{}" };
    return goesThereAndBack(tool, projectOf({ ...application, files }), left, options);
  });
});
