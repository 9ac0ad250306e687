import type { DeclaredSchema } from "../../../src/schema/declared.ts";
import { sources } from "../../../src/sources/index.ts";
import { readModel } from "../../../src/sources/read-model.ts";
import { project } from "../project.ts";

/** What the .prisma files of a project declare; a text is its only one. */
export function declare(
  files: string | Readonly<Record<string, string>>,
  patterns: readonly string[] = ["schema.prisma"],
): Promise<DeclaredSchema> {
  const root = project(typeof files === "string" ? { "schema.prisma": files } : files);
  const naming = { tables: "snake_plural", columns: "snake" } as const;
  return readModel({ root, patterns, databaseType: null, naming }, sources);
}

/** What could not be read of a schema: "line: what: why". */
export async function unread(schema: string): Promise<string[]> {
  const { notAnalysed } = await declare(schema);
  return notAnalysed.map(({ what, why, location }) => `${location?.line}: ${what}: ${why}`);
}

/** What is wrong with the language of a schema: "line:column: message". */
export async function wrong(schema: string): Promise<string[]> {
  const { unparsable } = await declare(schema);
  return unparsable.map(({ location, message }) => `${location.line}:${location.column}: ${message}`);
}
