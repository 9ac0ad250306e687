import type { MigrationLedger } from "../../reports/migrations/tool.ts";
import type { Repair } from "./repair.ts";

type Kept = Repair["ledgers"][number];

/** What a migration that is to be written has to know of the ledger. */
export function ledgerOf(kept: Kept | undefined): MigrationLedger | null {
  if (kept === undefined) return null;
  const { folder, rows } = kept;
  const times = (rows ?? []).map(({ when }) => when).filter(Number.isFinite);
  return {
    table: folder.ledger,
    prefix: folder.prefix ?? null,
    last: times.length > 0 ? Math.max(...times) : null,
    notes: notesOn(kept),
  };
}

/** What drizzle's migrator would do before it comes to a new migration, and drizzle-kit after it. */
function notesOn({ folder: { migrations, ledger, unlisted }, rows, isThere, undeclared }: Kept): string[] {
  if (unlisted === "unreadable") return [];
  const [first] = migrations;
  if (!isThere && first)
    return [
      `This database has no ${ledger}, so drizzle runs all migrations from ${first.name} on, and fails where their tables are there already. It was made in another way, by drizzle-kit push perhaps: repair it with doctor repair --apply, or enter in ${ledger} first what it has.`,
    ];
  const last = Math.max(Number.NEGATIVE_INFINITY, ...(rows ?? []).map(({ when }) => when));
  const pending = rows === null ? [] : migrations.filter(({ when }) => when > last).map(({ name }) => name);
  return [
    ...(pending.length > 0
      ? [
          `Yet to run on this database: ${pending.join(", ")}. Drizzle runs what is pending first, and this repair was proven without it: run npx drizzle-kit migrate, and then ask the doctor again.`,
        ]
      : []),
    ...(undeclared.length > 0
      ? [
          `In the model, and in no migration: ${undeclared.join(", ")}. The next drizzle-kit generate writes a migration that makes it once more and fails: let drizzle-kit generate and migrate do that first, and then ask the doctor again.`,
        ]
      : []),
  ];
}
