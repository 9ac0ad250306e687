import { beforeAll, describe, expect, test } from "vitest";
import { commandLine } from "../cases/command-line.ts";
import { hasShell } from "../shell.ts";
import { contentOf } from "./content.ts";
import { fixtureProject, writeFor } from "./project.ts";
import { migrate, missing, toolNames } from "./tools.ts";

// What storyweaver's code uses must not be dropped, so that its destructive steps are not proven.
const fixtures: [string, string[]][] = [
  ["boticelli", ["--allow-destructive"]],
  ["episodes", ["--allow-destructive"]],
  ["storyweaver", []],
  ["tales", ["--allow-destructive"]],
  ["trulience", ["--allow-destructive"]],
];

async function issuesOf(folder: string): Promise<unknown> {
  const { out } = await commandLine(folder, "analyze", "--format", "json");
  const { issues, summary } = JSON.parse(out);
  return { summary, issues: issues.map(({ rule, title }: { rule: string; title: string }) => [rule, title]) };
}

describe.skipIf(missing !== null || !hasShell).each(fixtures)("the repair of %s", (name, options) => {
  const expected: { content?: unknown; issues?: unknown } = {};

  beforeAll(async () => {
    const project = fixtureProject(name);
    const { out } = await commandLine(project.folder, "repair", "--apply", ...options);
    expect(out).toContain("  applied\n");
    expected.content = contentOf(project.database);
    expected.issues = await issuesOf(project.folder);
  });

  test.each(toolNames)("as a migration of %s does what --apply does, and takes it back", async (tool) => {
    const project = fixtureProject(name);
    const before = contentOf(project.database);
    const written = await writeFor(tool, project, ...options);
    expect(written.err).toContain(`Written for ${tool}`);
    expect(written.err).not.toContain("NOT proven");
    expect(contentOf(project.database)).toEqual(before);

    const up = migrate(tool, project.folder, "up", project.database);
    expect(up).toEqual({ error: null, foreignKeys: 1, open: false });
    expect(contentOf(project.database)).toEqual(expected.content);
    expect(await issuesOf(project.folder)).toEqual(expected.issues);

    expect(migrate(tool, project.folder, "down", project.database).error).toBeNull();
    expect(contentOf(project.database)).toEqual(before);

    expect(migrate(tool, project.folder, "up", project.database).error).toBeNull();
    expect(contentOf(project.database)).toEqual(expected.content);
  });
});
