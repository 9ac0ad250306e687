import { posix, resolve } from "node:path";
import { effectsOf, migrationHash } from "../database/migrated.ts";
import { readdirSync, readFileSync, statSync } from "../files/disk.ts";
import type { NotAnalysed } from "../schema/location.ts";
import type { MigrationFolder } from "../schema/migrations.ts";

/** The migrations of Prisma Migrate beside a schema, with what was not read of them. */
export interface ReadMigrations {
  readonly migrations: readonly MigrationFolder[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Reads `migrations/NAME/migration.sql` beside a folder's schema, relative to the root; nothing where there are none. */
export function readMigrations(root: string, beside: string): ReadMigrations {
  const folder = posix.join(beside, "migrations");
  const read = namesIn(resolve(root, folder)).map((name) => {
    const file = posix.join(folder, name, "migration.sql");
    const text = textIn(resolve(root, file));
    return { name, text, location: { file: text === null ? folder : file, line: 1, column: 1 } };
  });
  if (read.length === 0) return { migrations: [], notAnalysed: [] };
  const effects = effectsOf(read.map(({ text }) => text ?? ""));
  const first = read[effects.findIndex(({ failed }) => failed !== null)];
  const why = effects.find(({ failed }) => failed !== null)?.failed ?? "";
  return {
    migrations: [
      {
        ...{ tool: "prisma", folder, ledger: "_prisma_migrations" },
        migrations: read.map(({ name, text, location }, i) => ({
          ...{ name, location, when: timeOf(name) },
          hash: text === null ? null : migrationHash(text),
          hashesElsewhere: text === null ? [] : respelt(text).map(migrationHash),
          ...(effects[i]?.failed == null ? {} : { unknown: true as const }),
          makes: effects[i]?.makes ?? [],
          takes: effects[i]?.takes ?? [],
        })),
      },
    ],
    notAnalysed: first
      ? [
          {
            what: `migration ${first.name} and those after it`,
            location: first.location,
            why: `it does not run on the schema that the ones before it make: ${why}`,
          },
        ]
      : [],
  };
}

/** As Prisma has them: the folders, in the order of their names. */
function namesIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    .sort();
}

function textIn(path: string): string | null {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : null;
}

/** The number that a name begins with, as the ledger is asked for it. */
function timeOf(name: string): number {
  return Number(/^\d+/.exec(name)?.[0] ?? 0);
}

/** A text with the line ends of Unix and of Windows. */
function respelt(text: string): string[] {
  const unix = text.replaceAll("\r\n", "\n");
  return [unix, unix.replaceAll("\n", "\r\n")];
}
