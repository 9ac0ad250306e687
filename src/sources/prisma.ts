import { posix } from "node:path";
import { DoctorError } from "../errors.ts";
import { namesPrismaFiles, type PrismaSchema, readPrisma } from "./prisma-files.ts";
import { textOf } from "./prisma-syntax.ts";
import type { ModelSource } from "./source.ts";

/** Models of a schema.prisma, in one file or several: a complete declaration. Throws DoctorError for one of another engine. */
export const prisma: ModelSource = {
  kind: "prisma",
  accepts: namesPrismaFiles,
  read: async ({ root, patterns }) => {
    const schema = readPrisma(root, patterns);
    refuseOther(schema);
    const { declarePrisma } = await import("./prisma-declare.ts");
    const { readMigrations } = await import("./prisma-migrations.ts");
    const { tables, notAnalysed } = declarePrisma(schema.blocks, hasForeignKeys(schema));
    const read = datasources(schema.blocks).map(({ location }) =>
      readMigrations(root, posix.dirname(location.file)),
    );
    const migrations = read.flatMap((each) => each.migrations);
    return {
      tables,
      notAnalysed: [...notAnalysed, ...read.flatMap((each) => each.notAnalysed)],
      ...(migrations.length > 0 ? { migrations } : {}),
      sources: schema.files.length > 0 ? [{ kind: "prisma", files: schema.files }] : [],
      virtualTables: [],
      views: [],
      triggers: [],
      unparsable: schema.unparsable,
    };
  },
};

function refuseOther({ blocks }: PrismaSchema): void {
  for (const { settings, location } of datasources(blocks)) {
    const provider = textOf(settings.get("provider"));
    if (provider === null || provider === "sqlite") continue;
    throw new DoctorError(
      "model-unreadable",
      `${location.file}:${location.line}: the schema is about another engine than SQLite: its provider is ${JSON.stringify(provider)}.`,
      "Name the schema of the SQLite database with --model.",
    );
  }
}

/** With `relationMode = "prisma"` the client looks after relations, and the database knows nothing of them. */
function hasForeignKeys({ blocks }: PrismaSchema): boolean {
  return datasources(blocks).every(
    ({ settings }) =>
      textOf(settings.get("relationMode") ?? settings.get("referentialIntegrity")) !== "prisma",
  );
}

function datasources(blocks: PrismaSchema["blocks"]): PrismaSchema["blocks"] {
  return blocks.filter(({ kind }) => kind === "datasource");
}
