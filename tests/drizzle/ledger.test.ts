import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/index.ts";
import { project } from "../sources/project.ts";

const schema = `import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const users = sqliteTable("users", { id: integer("id").primaryKey(), email: text("email") }, (t) => [index("users_email").on(t.email)]);`;

const texts = [
  "CREATE TABLE `users` (`id` integer PRIMARY KEY NOT NULL, `old` text);\n--> statement-breakpoint\nCREATE TABLE `scratch` (`a` text);",
  "ALTER TABLE `users` RENAME COLUMN `old` TO `email`;\n--> statement-breakpoint\nDROP TABLE `scratch`;",
  "CREATE INDEX `users_email` ON `users` (`email`);",
];
const names = ["0000_users", "0001_email", "0002_index"];
const when = (i: number) => 1_700_000_000_000 + i;
const hash = (text: string) => createHash("sha256").update(text).digest("hex");

interface Case {
  /** The migrations that the ledger names. */
  readonly applied: readonly number[];
  /** SQL after those that the files hold. */
  readonly after?: string;
  /** Files that differ from what was applied; null for one that is gone. */
  readonly files?: Readonly<Record<number, string | null>>;
}

/** What the rule says of a project whose migrations were all carried out, and of which the ledger names some. */
async function said({ applied, after = "", files = {} }: Case): Promise<string[]> {
  const entries = names.map((tag, i) => ({ idx: i, version: "6", when: when(i), tag, breakpoints: true }));
  const sql = texts.map(
    (text, i) => [`drizzle/${names[i]}.sql`, files[i] === undefined ? text : files[i]] as const,
  );
  const folder = project({
    "drizzle.config.ts": `export default { dialect: "sqlite", schema: "./schema.ts", dbCredentials: { url: "app.db" } };`,
    "schema.ts": schema,
    "drizzle/meta/_journal.json": JSON.stringify({ version: "7", dialect: "sqlite", entries }),
    ...Object.fromEntries(sql.flatMap(([path, text]) => (text === null ? [] : [[path, text]]))),
  });
  const connection = new Database(join(folder, "app.db"));
  connection.exec(
    "CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)",
  );
  for (const text of texts) connection.exec(text);
  for (const i of applied)
    connection
      .prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)")
      .run(hash(texts[i] ?? ""), when(i));
  connection.exec(after);
  connection.close();
  const { issues } = await analyze({ folder });
  expect(issues.flatMap(({ findings }) => findings).map(({ message }) => message)).not.toContain(
    "__drizzle_migrations",
  );
  return issues
    .filter(({ rule }) => rule === "ledger-ahead-of-schema")
    .flatMap(({ findings }) => findings.map(({ severity, message }) => `${severity}: ${message}`));
}

describe("the ledger of drizzle-kit, its migrations and the database", () => {
  test("nothing is said where they agree, and the ledger is no table of the application", async () => {
    expect(await said({ applied: [0, 1, 2] })).toEqual([]);
  });

  test("what a migration made and the database lacks, with what later ones took away left out", async () => {
    const [only, ...more] = await said({ applied: [0, 1, 2], after: "DROP INDEX users_email" });
    expect(more).toEqual([]);
    expect(only).toBe(
      "high: 0002_index is recorded as applied, but index users_email is not in the database.",
    );
    expect(await said({ applied: [0, 1, 2], after: "DROP TABLE users" })).toEqual([
      "high: 0000_users is recorded as applied, but table users is not in the database.",
    ]);
    expect(
      await said({
        applied: [0, 1, 2],
        after: "DROP INDEX users_email; ALTER TABLE users RENAME COLUMN email TO mail",
      }),
    ).toEqual([
      "high: 0001_email is recorded as applied, but column users.email is not in the database.",
      "high: 0002_index is recorded as applied, but index users_email is not in the database.",
    ]);
  });

  test("migrations that have yet to run are no failure", async () => {
    expect(await said({ applied: [0], after: "DROP INDEX users_email" })).toEqual([
      "info: 2 migrations of drizzle have yet to be applied: 0001_email and 0002_index.",
    ]);
  });

  test("one that is older than the last and never ran", async () => {
    expect(await said({ applied: [0, 2] })).toEqual([
      "high: 0001_email was never applied, and is older than the last one that was: it is skipped for ever.",
    ]);
  });

  test("a file that was changed after it ran, and one that is gone", async () => {
    expect(await said({ applied: [0, 1, 2], files: { 2: `${texts[2]}\n-- a word` } })).toEqual([
      "medium: 0002_index was changed after it had been applied.",
    ]);
    expect(await said({ applied: [0, 1, 2], files: { 2: null } })).toEqual([
      "medium: 0002_index is recorded as applied, but drizzle has no file of it.",
    ]);
  });

  test("a migration that only the ledger knows", async () => {
    const after = "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('abc', 1)";
    expect(await said({ applied: [0, 1, 2], after })).toEqual([
      "medium: 1 applied migration is not among those of drizzle.",
    ]);
  });
});
