import { expect } from "vitest";
import { commandLine } from "../cases/command-line.ts";
import { type Content, contentOf } from "./content.ts";
import { type Project, writeFor } from "./project.ts";
import { migrate, type ToolName } from "./tools.ts";

/** What `--apply` leaves in a project: the database, and what the doctor says of it. */
export interface Applied {
  readonly content: Content;
  readonly issues: unknown;
}

/** Applies the repair of a project. */
export async function applied(project: Project, options: readonly string[]): Promise<Applied> {
  const { out, err } = await commandLine(project.folder, "repair", "--apply", ...options);
  expect(`${out}\n${err}`).toContain("  applied\n");
  return { content: contentOf(project.database), issues: await issuesOf(project.folder) };
}

async function issuesOf(folder: string): Promise<unknown> {
  const { out } = await commandLine(folder, "analyze", "--format", "json");
  const { issues, summary } = JSON.parse(out);
  return { summary, issues: issues.map(({ rule, title }: { rule: string; title: string }) => [rule, title]) };
}

/** A migration of a tool does what `--apply` does, takes it back, and does it again. */
export async function goesThereAndBack(
  tool: ToolName,
  project: Project,
  expected: Applied,
  options: readonly string[],
): Promise<void> {
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
}
