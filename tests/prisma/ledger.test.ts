import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/index.ts";
import { project } from "../sources/project.ts";

const schema = `datasource db {
  provider = "sqlite"
  url      = "file:./app.db"
}

model User {
  id    Int    @id
  email String @unique
}
`;
const names = ["20260101000000_users", "20260102000000_email", "20260103000000_unique"];
const texts = [
  'CREATE TABLE "User" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT);\nCREATE TABLE "scratch" ("a" TEXT);\n',
  'ALTER TABLE "User" ADD COLUMN "email" TEXT NOT NULL;\nDROP TABLE "scratch";\n',
  'CREATE UNIQUE INDEX "User_email_key" ON "User"("email");\n',
];

/** The ledger as Prisma makes it. */
const ledger = `CREATE TABLE "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL,
  "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0);`;

interface Case {
  /** The migrations that the ledger names. */
  readonly applied: readonly number[];
  /** SQL after all the files ran. */
  readonly after?: string;
  /** Files that differ from what was applied; null for one that is gone. */
  readonly files?: Readonly<Record<number, string | null>>;
}

/** All that is said of a project whose migrations were all carried out, and of which the ledger names some. */
async function said({ applied, after = "", files = {} }: Case): Promise<string[]> {
  const sql = texts.map(
    (text, i) => [`prisma/migrations/${names[i]}/migration.sql`, files[i] ?? text] as const,
  );
  const kept = sql.filter((_, i) => files[i] !== null);
  const folder = project({
    "prisma/schema.prisma": schema,
    "prisma/migrations/migration_lock.toml": 'provider = "sqlite"\n',
    ...Object.fromEntries(kept),
  });
  const connection = new Database(join(folder, "prisma/app.db"));
  connection.exec(ledger + texts.join(""));
  const add = connection.prepare(
    "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES (?, ?, 1767225600000, ?)",
  );
  for (const i of applied) {
    const checksum = createHash("sha256")
      .update(texts[i] ?? "")
      .digest("hex");
    add.run(`${i}`, checksum, names[i]);
  }
  connection.exec(after);
  connection.close();
  const { issues } = await analyze({ folder });
  return issues.flatMap(({ rule, findings }) =>
    findings.map(({ severity, message }) =>
      rule === "ledger-ahead-of-schema" ? `${severity}: ${message}` : `${severity} ${rule}`,
    ),
  );
}

describe("the ledger of Prisma's migrations", () => {
  test("all applied, all there: nothing is said", async () => {
    expect(await said({ applied: [0, 1, 2] })).toEqual([]);
  });

  test("recorded, but what it made is not there", async () => {
    expect(await said({ applied: [0, 1, 2], after: 'DROP INDEX "User_email_key";' })).toEqual([
      "high missing-unique",
      "high: 20260103000000_unique is recorded as applied, but index User_email_key is not in the database.",
    ]);
  });

  test("changed after it ran, with other line ends, and removed", async () => {
    expect(await said({ applied: [0, 1, 2], files: { 2: `-- later\n${texts[2]}` } })).toEqual([
      "medium: 20260103000000_unique was changed after it had been applied.",
    ]);
    expect(await said({ applied: [0, 1, 2], files: { 2: (texts[2] ?? "").replace("\n", "\r\n") } })).toEqual(
      [],
    );
    expect(await said({ applied: [0, 1, 2], files: { 2: null } })).toEqual([
      "medium: 1 applied migration is not among those of prisma/migrations.",
    ]);
  });

  test("what has not run is yet to run, whatever its time: Prisma makes up for it", async () => {
    expect(await said({ applied: [0, 2] })).toEqual([
      "info: 1 migration of prisma/migrations has yet to be applied: 20260102000000_email.",
    ]);
  });

  test("what failed, or was taken back, has not run", async () => {
    const failed = "UPDATE _prisma_migrations SET finished_at = NULL WHERE id = '2'";
    const takenBack = "UPDATE _prisma_migrations SET rolled_back_at = 1767225600000 WHERE id = '2'";
    for (const after of [failed, takenBack])
      expect(await said({ applied: [0, 1, 2], after })).toEqual([
        "info: 1 migration of prisma/migrations has yet to be applied: 20260103000000_unique.",
      ]);
  });

  test("a migration that does not run is told, and what it makes is not known", async () => {
    const files = { 2: 'ALTER TABLE "nobody" ADD COLUMN "x" TEXT;\n' };
    expect(await said({ applied: [0, 1, 2], files })).toEqual([
      "medium: 20260103000000_unique was changed after it had been applied.",
    ]);
  });

  test("a database without the ledger, as prisma db push leaves it", async () => {
    expect(await said({ applied: [], after: "DROP TABLE _prisma_migrations" })).toEqual([]);
  });
});
