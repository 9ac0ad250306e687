import { type Statements, startInSql, workInSql } from "../../src/plan/sql-migration.ts";
import { codeOf, proseOf } from "../layout/markdown-text.ts";
import { plain } from "../layout/plain.ts";
import {
  type Entry,
  journalPath,
  nextEntries,
  nextSnapshots,
  readJournal,
  snapshotPath,
} from "./drizzle-journal.ts";
import { headLines } from "./program.ts";
import type {
  MigrationFolder,
  MigrationOrder,
  MigrationTool,
  RefusedMigration,
  WrittenMigration,
} from "./tool.ts";

/**
 * https://orm.drizzle.team/docs/migrations: SQL files named in meta/_journal.json. The migrator cuts a file at its
 * breakpoints and runs all that are new in one transaction, each with its row in the ledger.
 */
export const drizzle: MigrationTool = { name: "drizzle", write };

const breakpoint = "--> statement-breakpoint";

function write(order: MigrationOrder, folder: MigrationFolder): WrittenMigration | RefusedMigration {
  const journal = readJournal(folder);
  if ("kind" in journal) return journal;
  const files = sqlFiles(order, folder);
  if (files.some(({ parts }) => parts.some(({ sql }) => sql.some((text) => text.includes(breakpoint)))))
    return {
      kind: "refused",
      why: `A statement of this repair has "${breakpoint}" in it, at which drizzle would cut it.`,
      help: "Take --as sql.",
    };
  const now = new Date(order.report.run.startedAt);
  const entries = nextEntries(
    journal,
    files.map(({ name }) => name),
    now,
    order.ledger,
  );
  const snapshots = nextSnapshots(folder, entries.length);
  const [first] = entries;
  const down = `${first?.tag}.down.sql`;
  return {
    kind: "written",
    files: {
      ...Object.fromEntries(
        entries.map(({ tag }, i) => [`${tag}.sql`, textOf(order, files[i]?.parts ?? [])]),
      ),
      [down]: downOf(order, entries),
      ...Object.fromEntries(entries.map((entry, i) => [snapshotPath(entry), snapshots[i] ?? ""])),
      [journalPath]: JSON.stringify({ ...journal, entries: [...journal.entries, ...entries] }, null, 2),
    },
    names: entries.map(({ tag }) => tag),
    command: "npx drizzle-kit migrate",
    howTo: [...(order.ledger?.notes ?? []).map(proseOf), ...howTo(down, files.length > 1)],
    notes: order.ledger?.notes ?? [],
    replaces: [journalPath],
  };
}

interface SqlFile {
  readonly name: string;
  readonly parts: readonly Statements[];
}

/** Where foreign keys must be off the migrator's transaction is ended, and another one left for it to commit. */
function sqlFiles({ migration: { up } }: MigrationOrder, { project }: MigrationFolder): SqlFile[] {
  const name = "doctor_repair";
  const { packages } = project;
  // The migrator of libSQL switches them off itself, before its transaction, and lets nobody end that.
  const isOff = packages.includes("@libsql/client") && !packages.includes("better-sqlite3");
  if (!up.withoutForeignKeys || isOff) return [{ name, parts: workInSql(up) }];
  return [
    {
      name,
      parts: [
        ...startInSql(up),
        {
          title:
            "SQLite does not switch foreign keys inside a transaction, and while they are on, DROP TABLE deletes the rows that point at a table. So the migrator's transaction ends here, and the one it will commit begins.",
          sql: ["COMMIT", "PRAGMA foreign_keys = OFF", "BEGIN IMMEDIATE"],
        },
        ...workInSql(up),
      ],
    },
    {
      name: `${name}_foreign_keys`,
      parts: [
        {
          title:
            "Commits the repair together with its row in the ledger, and switches foreign keys on again, as better-sqlite3 opens a database.",
          sql: ["COMMIT", "PRAGMA foreign_keys = ON", "BEGIN"],
        },
      ],
    },
  ];
}

function textOf(order: MigrationOrder, parts: readonly Statements[]): string {
  const statements = parts.flatMap(({ title, sql }) =>
    sql.map((text, i) => (i === 0 ? `${comment(title)}\n${ended(text)}` : ended(text))),
  );
  const head = headLines(order, "--").map(whole).join("\n");
  return `${head}\n${statements.join(`\n${breakpoint}\n`)}\n`;
}

const comment = (text: string): string => whole(`-- ${plain(text)}`);

/** A breakpoint inside a comment would cut it, too. */
const whole = (line: string): string => line.replaceAll(breakpoint, "-- > statement-breakpoint");

/** A stored text may end in a line comment, which would swallow the semicolon. */
function ended(sql: string): string {
  return sql.slice(sql.lastIndexOf("\n") + 1).includes("--") ? `${sql}\n;` : `${sql};`;
}

function downOf({ migration, ledger }: MigrationOrder, entries: readonly Entry[]): string {
  const [first] = entries;
  const times = entries.map(({ when }) => when).join(", ");
  return [
    `-- Takes ${first?.tag} back. Drizzle has no way back: run this with sqlite3 your.db < ${first?.tag}.down.sql`,
    "-- Drizzle's ledger then still says that it ran. To let it run again:",
    `-- DELETE FROM ${quotedWhereNeeded(ledger?.table ?? "__drizzle_migrations")} WHERE created_at IN (${times});`,
    migration.downScript,
  ].join("\n");
}

const quotedWhereNeeded = (name: string): string =>
  /^[a-z_]\w*$/i.test(name) ? name : `"${plain(name).replaceAll('"', '""')}"`;

function howTo(down: string, inTwo: boolean): string[] {
  return [
    "1. Back the database up.\n2. `npx drizzle-kit migrate`, or `migrate(db, { migrationsFolder })` in your code.\n3. `doctor analyze` says what is left.",
    `To go back: \`sqlite3 FILE < ${down}\` with the sqlite3 shell, 3.40 or newer. Drizzle has no way back, so its ledger stays; the first lines of that file say how to let the migration run again.`,
    ...(inTwo
      ? [
          "Drizzle runs all new migrations in one transaction, inside which SQLite does not switch foreign keys off. So this one asks its questions, commits what ran before it, switches foreign keys off and begins a transaction, which drizzle commits in the second file together with its ledger; there foreign keys are switched on. What ran before it in the same call is not taken back when it fails. When it fails after the first questions, foreign keys stay off on that connection: let the process end.",
        ]
      : ["Drizzle runs all new migrations in one transaction; this one needs nothing else."]),
    "On a database that has not drifted in this way it fails and changes nothing, on a new one too: SQL alone cannot choose. Run it where the drift is, then take its files and its entries in the journal out again.",
    `The snapshots in ${codeOf("meta")} are those of before, as of an empty migration (\`drizzle-kit generate --custom\`): your schema in TypeScript does not change, the database does.`,
  ];
}
