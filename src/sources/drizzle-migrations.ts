import { posix, resolve } from "node:path";
import { effectsOf, migrationHash } from "../database/migrated.ts";
import { existsSync, readFileSync, statSync } from "../files/disk.ts";
import type { NotAnalysed } from "../schema/location.ts";
import type { MigrationFolder } from "../schema/migrations.ts";

/** The migrations that drizzle-kit keeps in a folder, with what was not read of them. */
export interface ReadMigrations {
  readonly migrations: readonly MigrationFolder[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Reads `meta/_journal.json` and the .sql files of a folder, relative to the root. */
export function readMigrations(
  root: string,
  told: Pick<MigrationFolder, "folder" | "ledger" | "prefix">,
): ReadMigrations {
  const { folder } = told;
  const file = posix.join(folder, "meta/_journal.json");
  const journal = textIn(resolve(root, file));
  const own = { tool: "drizzle", ...told } as const;
  if (journal === null)
    return { migrations: [{ ...own, unlisted: "missing", migrations: [] }], notAnalysed: [] };
  const entries = entriesOf(journal);
  const place = { file, line: 1, column: 1 };
  if (entries === null)
    return {
      migrations: [{ ...own, unlisted: "unreadable", migrations: [] }],
      notAnalysed: [{ what: file, location: place, why: "it is no journal of drizzle-kit" }],
    };
  const read = entries.map(({ tag, when }) => {
    const path = posix.join(folder, `${tag}.sql`);
    const text = textIn(resolve(root, path));
    return { name: tag, when, text, location: { ...place, file: text === null ? file : path } };
  });
  // A repair of the doctor's own brings a database to the model that the migrations without it make: from nothing it has nothing to do.
  const effects = effectsOf(read.map(({ text }) => (text === null || isRepair(text) ? "" : text)));
  const failed = effects.findIndex((effect) => effect.failed !== null);
  const first = read[failed];
  return {
    migrations: [
      {
        ...own,
        migrations: read.map(({ text, ...migration }, i) => ({
          ...migration,
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
            why: `it does not run on the schema that the ones before it make: ${effects[failed]?.failed ?? ""}`,
          },
        ]
      : [],
  };
}

function textIn(path: string): string | null {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, "utf8") : null;
}

/** What the first line says of a migration that `doctor repair --as drizzle` wrote. */
function isRepair(text: string): boolean {
  return /^-- \S+ \S+: (?:a repair|repair \S+) of .*, \d+ steps?, run \S+\.\n/.test(text);
}

/** A text with the line ends of Unix and of Windows. */
function respelt(text: string): string[] {
  const unix = text.replaceAll("\r\n", "\n");
  return [unix, unix.replaceAll("\n", "\r\n")];
}

interface Entry {
  readonly tag: string;
  readonly when: number;
}

function isEntry(entry: unknown): entry is Entry {
  const { tag, when } = Object(entry) as Partial<Record<keyof Entry, unknown>>;
  return typeof tag === "string" && typeof when === "number";
}

/** The entries of a journal in their order; null for what is none. */
function entriesOf(text: string): Entry[] | null {
  try {
    const { entries } = JSON.parse(text) as { readonly entries?: unknown };
    if (!Array.isArray(entries)) return null;
    return entries.every(isEntry) ? entries : null;
  } catch {
    return null;
  }
}
