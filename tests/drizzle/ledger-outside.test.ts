import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { commandLine } from "../cases/command-line.ts";
import { project } from "../sources/project.ts";

const sql = "CREATE TABLE `users` (`id` integer PRIMARY KEY NOT NULL,\n`email` text);";
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const when = 1_700_000_000_000;
const journalPath = "drizzle/meta/_journal.json";
const filePath = "drizzle/0000_users.sql";
const entry = { idx: 0, version: "6", when, tag: "0000_users", breakpoints: true };
const journalOf = (entries: unknown): string => JSON.stringify({ version: "7", dialect: "sqlite", entries });
const configOf = (more = ""): string =>
  `export default { dialect: "sqlite", schema: "./schema.ts", dbCredentials: { url: "app.db" }${more} };`;
const usual = {
  "schema.ts": `import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const users = sqliteTable("users", { id: integer("id").primaryKey(), email: text("email") });`,
  "drizzle.config.ts": configOf(),
  [journalPath]: journalOf([entry]),
  [filePath]: sql,
};
const ledger = (name = "__drizzle_migrations", hash = hashOf(sql), created: number | string = when): string =>
  `CREATE TABLE "${name}" (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric);
   INSERT INTO "${name}" (hash, created_at) VALUES ('${hash}', ${created});`;

/** What the command line says of a project: its exit code, its findings, what was not analysed. */
async function said(
  database: string,
  files: Readonly<Record<string, string>> = {},
  without: readonly string[] = [],
): Promise<{ code: number; said: string[]; notAnalysed: string[]; folder: string }> {
  const all = Object.entries({ ...usual, ...files }).filter(([path]) => !without.includes(path));
  const folder = project(Object.fromEntries(all));
  const connection = new Database(join(folder, "app.db"));
  connection.exec(database);
  connection.close();
  const { code, out, err } = await commandLine(folder, "analyze", "--format", "json");
  expect(err).not.toContain("bug of the doctor");
  const { issues, notAnalysed } = JSON.parse(out);
  return {
    code,
    folder,
    said: issues.flatMap(({ findings }: { findings: { severity: string; message: string }[] }) =>
      findings.map(({ severity, message }) => `${severity}: ${message}`),
    ),
    notAnalysed: notAnalysed.map(({ what, why }: { what: string; why: string }) => `${what}: ${why}`),
  };
}

describe("the ledger, whatever state it and its folder are in", () => {
  test("another name of the ledger, as the drizzle.config has it", async () => {
    const config = { "drizzle.config.ts": configOf(', migrations: { table: "ran", schema: "public" }') };
    expect(await said(sql + ledger("ran"), config)).toMatchObject({ code: 0, said: [], notAnalysed: [] });
    const { said: lines } = await said(`${sql}${ledger("ran")} ALTER TABLE users DROP COLUMN email`, config);
    expect(lines).toEqual([
      "critical: Column users.email is declared (TEXT) and does not exist.",
      "high: 0000_users is recorded as applied, but column users.email is not in the database.",
    ]);
  });

  test("a table of the ledger's other name that is none is a table like others", async () => {
    const config = { "drizzle.config.ts": configOf(', migrations: { table: "ran" }') };
    const { said: lines } = await said(`${sql} CREATE TABLE ran (day TEXT PRIMARY KEY NOT NULL)`, config);
    expect(lines).toEqual(["info: Table ran is in the database and no declaration names it."]);
  });

  test.each([
    ["broken JSON", "{ not"],
    ["nothing", ""],
    ["null", "null"],
    ["no list", JSON.stringify({ entries: {} })],
    ["entries that are none", journalOf(["a", null])],
    ["entries without a name", journalOf([{ when }])],
    ["entries without a time", journalOf([{ tag: "0000_users" }])],
  ])("a journal with %s", async (_, text) => {
    expect(await said(sql + ledger(), { [journalPath]: text })).toMatchObject({
      code: 0,
      said: [
        "info: __drizzle_migrations has 1 applied migration, and what they did is not known: drizzle has no journal of drizzle-kit that can be read.",
      ],
      notAnalysed: [`${journalPath}: it is no journal of drizzle-kit`],
    });
  });

  test.each([
    ["no folder at all", {}, [journalPath, filePath]],
    ["files without a journal", {}, [journalPath]],
    ["a folder in the journal's place", { [`${journalPath}/x`]: "" }, [journalPath]],
    ["a file in the folder's place", { drizzle: "" }, [journalPath, filePath]],
  ])("%s", async (_, files, without) => {
    expect(await said(sql + ledger(), files, without)).toMatchObject({
      code: 0,
      said: [
        "info: __drizzle_migrations has 1 applied migration, and what they did is not known: drizzle has no journal of drizzle-kit.",
      ],
      notAnalysed: [],
    });
    expect(await said(sql, files, without)).toMatchObject({ code: 0, said: [] });
  });

  test("a journal without entries, and a ledger with rows", async () => {
    const { said: lines } = await said(sql + ledger(), { [journalPath]: journalOf([]) });
    expect(lines).toEqual(["medium: 1 applied migration is not among those of drizzle."]);
  });

  test("a folder in a migration's place", async () => {
    const { said: lines } = await said(sql + ledger(), { [`${filePath}/x`]: "" }, [filePath]);
    expect(lines).toEqual(["medium: 0000_users is recorded as applied, but drizzle has no file of it."]);
  });

  test("line ends are not what a migration was changed in", async () => {
    const windows = sql.replaceAll("\n", "\r\n");
    expect(await said(sql + ledger(), { [filePath]: windows })).toMatchObject({ code: 0, said: [] });
    const made = sql + ledger("__drizzle_migrations", hashOf(windows));
    expect(await said(made)).toMatchObject({ code: 0, said: [] });
    const { said: lines } = await said(sql + ledger(), { [filePath]: `${windows} ` });
    expect(lines).toEqual(["medium: 0000_users was changed after it had been applied."]);
  });

  test.each(["NULL", "'long ago'", "1.5", "x'00'"])("created_at %s", async (created) => {
    const { code } = await said(sql + ledger("__drizzle_migrations", hashOf(sql), created));
    expect(code).toBe(0);
  });

  test("a ledger of another shape, and a view of its name", async () => {
    expect(await said(`${sql} CREATE TABLE __drizzle_migrations (id)`)).toMatchObject({ code: 0, said: [] });
    const view = "CREATE VIEW __drizzle_migrations AS SELECT 1 AS hash, 2 AS created_at";
    expect((await said(`${sql} ${view}`)).code).toBe(0);
  });

  test("what the model took back since is not missing", async () => {
    const file =
      "CREATE TABLE `users` (`id` integer PRIMARY KEY NOT NULL, `email` text, `fax` text);\nCREATE INDEX faxes ON users (fax);";
    const made = sql + ledger("__drizzle_migrations", hashOf(file));
    expect(await said(made, { [filePath]: file })).toMatchObject({ code: 0, said: [] });
  });

  test.each([
    ["ATTACH 'evil.db' AS e; CREATE TABLE e.x (a);", "ATTACH opens another database file"],
    ["VACUUM INTO 'evil.db';", "VACUUM INTO writes a file"],
  ])("a migration that reaches outside is not run: %s", async (statement, why) => {
    const text = `${sql}\n--> statement-breakpoint\n${statement}`;
    const { notAnalysed, folder } = await said(sql + ledger("__drizzle_migrations", hashOf(text)), {
      [filePath]: text,
    });
    expect(notAnalysed).toEqual([
      `migration 0000_users and those after it: it does not run on the schema that the ones before it make: ${why}`,
    ]);
    expect(readdirSync(folder)).not.toContain("evil.db");
    expect(existsSync("evil.db")).toBe(false);
  });
});
