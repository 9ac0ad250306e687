import type { Change } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { isThere, type LedgerRow, ledgerRows, readLedger, standingAfter } from "../src/evidence/ledgers.ts";
import { declaredTable } from "../src/evidence/lookup.ts";
import type { MigratedObject, Migration, MigrationFolder } from "../src/schema/migrations.ts";
import { findNamed, sameName } from "../src/schema/names.ts";

const schema =
  'import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";\n\nexport const users = sqliteTable("users", {\n  id: integer("id").primaryKey(),\n  email: text("email"),\n});';
const beside = {
  "drizzle/meta/_journal.json":
    '{ "entries": [{ "when": 1700000000000, "tag": "0000_users" }, { "when": 1700000100000, "tag": "0001_guests" }] }',
  "drizzle/0000_users.sql": "CREATE TABLE `users` (`id` integer PRIMARY KEY NOT NULL, `email` text);\n",
  "drizzle/0001_guests.sql": "CREATE VIEW `guests` AS SELECT `id` FROM `users` WHERE `email` IS NULL;\n",
};
const users = "CREATE TABLE users (id integer PRIMARY KEY NOT NULL, email text);";
const ledger = `CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric);
INSERT INTO __drizzle_migrations (hash, created_at) VALUES
  ('5545b62c36c31426d0d304c3e0141e3fc984ccd9c3939bc1b7d21548c32a122e', 1700000000000),
  ('36d51fd74d057f74e91e999f050728e0b6dda7a92b9c9d5bb160800413bf8475', 1700000100000);`;

export const ledgerAheadOfSchema = defineRule({
  id: "ledger-ahead-of-schema",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "The migrations that are recorded as run are not what the database went through.",
  why: "A migration tool believes its ledger. A migration that is recorded is never run again, whatever became of its tables; one that was made before the last recorded one is never run at all; and a file that was edited after it ran is run by new databases only. It is high where something is missing in the database, medium where only files and ledger differ, and info where migrations have yet to run.",
  examples: {
    bad: [{ declared: { types: schema, beside }, actual: `${users}\n${ledger}` }],
    good: [{ declared: { types: schema, beside }, actual: users }],
  },
  *lists({ declared, actual }) {
    for (const folder of declared.migrations ?? []) {
      const listing = ledgerRows(folder, actual);
      if (listing !== null) yield listing;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    for (const folder of evidence.declared.migrations ?? []) {
      const rows = readLedger(folder, evidence);
      const findings = rows === null ? [] : [...findingsOf(folder, rows, evidence)];
      if (findings.length === 0) continue;
      const isMissing = findings.some(({ severity }) => severity === "high");
      yield {
        subject: folder.ledger,
        table: folder.ledger,
        title: titleOf(folder, findings),
        description: `${shown(folder.ledger)} says which migrations of ${folder.folder} have run; ${isMissing ? "the database is not what they make together" : "files and ledger do not say the same"}.`,
        rootCause:
          "A migration was recorded without all of its statements having stayed, a file was changed or removed after it ran, or branches were merged whose migrations cross in time.",
        impact: isMissing
          ? `${commandOf[folder.tool]} reports success and makes nothing of it: the statements that need it go on failing.`
          : "A new database, made from the files, differs from this one.",
        repairAction:
          "What the model declares is made by the repair of the issues about it; a migration that was skipped is made anew with a later time. The ledger itself is left alone.",
        findings,
        changes: rows === null ? [] : mendedBy(folder, rows, evidence),
      };
    }
  },
});

const commandOf: Readonly<Record<MigrationFolder["tool"], string>> = {
  drizzle: "drizzle-kit migrate",
  prisma: "prisma migrate deploy",
};

function titleOf({ ledger: name }: MigrationFolder, findings: readonly Finding[]): string {
  const [first] = findings;
  return findings.length === 1 && first
    ? first.message.replace(/\.$/, "")
    : `${shown(name)} and the migrations differ in ${counted(findings.length, "point")}`;
}

function* findingsOf(
  { tool, migrations, ledger: table, folder, unlisted }: MigrationFolder,
  rows: readonly LedgerRow[],
  evidence: Evidence,
): Generator<Finding> {
  if (unlisted !== undefined) {
    const message = `${shown(table)} has ${counted(rows.length, "applied migration")}, and what they did is not known: ${folder} has no journal of drizzle-kit${unlisted === "missing" ? "" : " that can be read"}.`;
    if (rows.length > 0) yield finding("info", "unlisted", message, { table });
    return;
  }
  const last = Math.max(Number.NEGATIVE_INFINITY, ...rows.map(({ when }) => when));
  const rowOf = rowFinder(rows);
  for (const [migration, objects] of missingBy(migrations, rows, evidence)) {
    const names = listed(objects.map(wordsFor), 6);
    const message = `${migration.name} is recorded as applied, but ${names} ${objects.length === 1 ? "is" : "are"} not in the database.`;
    yield finding("high", `missing:${migration.name}`, message, { table, location: migration.location });
  }
  for (const migration of migrations) {
    const row = rowOf(migration);
    const place = { table, location: migration.location };
    if (row && migration.hash === null)
      yield finding(
        "medium",
        `file:${migration.name}`,
        `${migration.name} is recorded as applied, but ${folder} has no file of it.`,
        place,
      );
    else if (row && ![migration.hash, ...(migration.hashesElsewhere ?? [])].includes(row.hash))
      yield finding(
        "medium",
        `edited:${migration.name}`,
        `${migration.name} was changed after it had been applied.`,
        place,
      );
    else if (!row && migration.when <= last && !runsAll(tool))
      yield finding(
        "high",
        `skipped:${migration.name}`,
        `${migration.name} was never applied, and is older than the last one that was: it is skipped for ever.`,
        place,
      );
  }
  const pending = migrations.filter(
    (migration) => !rowOf(migration) && (migration.when > last || runsAll(tool)),
  );
  const [next] = pending;
  if (next)
    yield finding(
      "info",
      "pending",
      `${counted(pending.length, "migration")} of ${folder} ${pending.length === 1 ? "has" : "have"} yet to be applied: ${listed(pending.map(({ name }) => name))}.`,
      { table, location: next.location },
    );
  const unknown = rows.filter((row) => !migrations.some((migration) => rowOf(migration) === row));
  if (unknown.length > 0)
    yield finding(
      "medium",
      "unknown",
      `${counted(unknown.length, "applied migration")} ${unknown.length === 1 ? "is" : "are"} not among those of ${folder}.`,
      { table },
    );
}

/** Whether a tool runs what has not run whatever its time; Drizzle looks at what is later than the last one only. */
function runsAll(tool: MigrationFolder["tool"]): boolean {
  return tool === "prisma";
}

function rowFinder(rows: readonly LedgerRow[]): (migration: Migration) => LedgerRow | undefined {
  return ({ when, hash }) => rows.find((row) => row.when === when) ?? rows.find((row) => row.hash === hash);
}

/** The changes of the drift that make all that is missing; none where something of it is left to a person. */
function mendedBy(
  { migrations }: MigrationFolder,
  rows: readonly LedgerRow[],
  evidence: Evidence,
): readonly Change[] {
  const missing = [...missingBy(migrations, rows, evidence).values()].flat();
  const made = missing.map((object) => evidence.drift.changes.find((change) => makes(change, object)));
  return made.every((change) => change !== undefined) ? made.flatMap((change) => change ?? []) : [];
}

function makes(change: Change, { kind, name, table }: MigratedObject): boolean {
  if (!sameName(change.table, table)) return false;
  if (kind === "table") return change.kind === "create-table" || change.kind === "create-virtual-table";
  if (kind === "view") return change.kind === "create-view";
  if (kind === "column") return change.kind === "add-column" && sameName(change.column, name);
  const isIndex = change.kind === "create-index" || change.kind === "add-unique";
  return kind === "index" && isIndex && sameName(change.declared.name ?? "", name);
}

/** Of a table that the model declares whole, only what the model has is wanted: the rest was taken away in accord with it. */
function isWanted({ kind, name, table }: MigratedObject, evidence: Evidence): boolean {
  const declared = declaredTable(evidence, table);
  if (!declared?.complete || declared.open) return true;
  if (kind === "column") return findNamed(declared.columns, name) !== undefined;
  return kind !== "index" || declared.indexes.some((index) => sameName(index.name ?? "", name));
}

/** What is missing of what migrations made, by the migration that made it. */
function missingBy(
  migrations: readonly Migration[],
  rows: readonly LedgerRow[],
  evidence: Evidence,
): Map<Migration, MigratedObject[]> {
  const rowOf = rowFinder(rows);
  const standing = standingAfter(migrations, (migration) => rowOf(migration) !== undefined);
  const missing = new Map<Migration, MigratedObject[]>();
  for (const [object, migration] of standing) {
    if (isThere(object, evidence.actual) || !isWanted(object, evidence)) continue;
    missing.set(migration, [...(missing.get(migration) ?? []), object]);
  }
  return missing;
}

function wordsFor({ kind, name, table }: MigratedObject): string {
  return `${kind} ${kind === "column" ? shownColumn(table, name) : shown(name)}`;
}
