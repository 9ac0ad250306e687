import { existsSync, readFileSync } from "node:fs";
import { posix, resolve } from "node:path";
import { effectsOf, migrationHash } from "../database/migrated.ts";
import type { NotAnalysed } from "../schema/location.ts";
import type { MigrationFolder } from "../schema/migrations.ts";

/** The migrations that drizzle-kit keeps in a folder, with what was not read of them. */
export interface ReadMigrations {
  readonly migrations: readonly MigrationFolder[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Reads `meta/_journal.json` and the .sql files of a folder, relative to the root; nothing where there is no journal. */
export function readMigrations(root: string, folder: string, ledger: string): ReadMigrations {
  const file = posix.join(folder, "meta/_journal.json");
  const path = resolve(root, file);
  if (!existsSync(path)) return { migrations: [], notAnalysed: [] };
  const entries = entriesOf(readFileSync(path, "utf8"));
  const place = { file, line: 1, column: 1 };
  if (entries === null)
    return {
      migrations: [],
      notAnalysed: [{ what: file, location: place, why: "it is no journal of drizzle-kit" }],
    };
  const read = entries.map(({ tag, when }) => {
    const own = posix.join(folder, `${tag}.sql`);
    const text = existsSync(resolve(root, own)) ? readFileSync(resolve(root, own), "utf8") : null;
    return { name: tag, when, text, location: { ...place, file: text === null ? file : own } };
  });
  const effects = effectsOf(read.map(({ text }) => text ?? ""));
  const failed = effects.findIndex((effect) => effect.failed !== null);
  const first = read[failed];
  return {
    migrations: [
      {
        tool: "drizzle",
        folder,
        ledger,
        migrations: read.map(({ text, ...migration }, i) => ({
          ...migration,
          hash: text === null ? null : migrationHash(text),
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

interface Entry {
  readonly tag: string;
  readonly when: number;
}

/** The entries of a journal in their order; null for what is none. */
function entriesOf(text: string): Entry[] | null {
  try {
    const { entries } = JSON.parse(text) as { readonly entries?: unknown };
    if (!Array.isArray(entries)) return null;
    const read = entries.map((entry: Partial<Record<keyof Entry, unknown>>) => ({
      tag: String(entry.tag),
      when: Number(entry.when),
    }));
    return read.every(({ when }) => Number.isFinite(when)) ? read : null;
  } catch {
    return null;
  }
}
