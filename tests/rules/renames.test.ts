import { describe, expect, it } from "vitest";
import { issuesOf } from "./example.ts";
import { foundBy, loudIn } from "./found.ts";

describe("a suspected rename of a column", () => {
  const declared = "CREATE TABLE users (id INTEGER PRIMARY KEY, email_address TEXT);";
  const actual =
    "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO users VALUES (1, 'ada');";

  it("changes nothing, and shows the evidence and both ways out", async () => {
    const [issue] = await foundBy("suspected-rename", { declared, actual });
    expect(issue).toMatchObject({
      changes: [],
      severity: "high",
      subject: "users.email_address",
      table: "users",
    });
    expect(issue?.description).toMatch(/score 0\.\d\d of 1/);
    expect(issue?.findings[0]?.message).toContain("the type fits");
    expect(issue?.repairAction).toContain('"renames": {"columns":{"users":{"email":"email_address"}}}');
    expect(issue?.repairAction).toContain('ALTER TABLE "users" RENAME COLUMN "email" TO "email_address";');
    expect(issue?.repairAction).toContain('"renames": {"columns":{"users":{"email":false}}}');
    expect(issue?.repairAction).toMatch(
      /ALTER TABLE "users" ADD COLUMN "?email_address"? TEXT; ALTER TABLE "users" DROP COLUMN "email";/,
    );
    expect(await loudIn({ declared, actual })).toEqual(["suspected-rename high"]);
  });

  it("is a rename once the config confirms it, in the words the issue proposes", async () => {
    const config = { renames: { columns: { users: { email: "email_address" } } } };
    const [issue] = await foundBy("missing-column", { declared, actual, config });
    expect(issue?.changes.map(({ kind }) => kind)).toEqual(["rename-column"]);
    expect(await loudIn({ declared, actual, config })).toEqual(["missing-column high"]);
  });

  it("is an addition and a drop once the config denies it", async () => {
    const config = { renames: { columns: { users: { email: false } } } };
    const found = await issuesOf({ declared, actual, config });
    expect(found.map(({ rule, changes }) => [rule, changes.map(({ kind }) => kind)])).toEqual([
      ["missing-column", ["add-column"]],
      ["unexpected-column", ["drop-column"]],
    ]);
  });
});

describe("a suspected rename of a table", () => {
  const columns = "(id INTEGER PRIMARY KEY, name TEXT, born TEXT, country TEXT)";
  const declared = `CREATE TABLE writers ${columns};`;
  const actual = `CREATE TABLE authors ${columns};`;

  it("is one issue, and the old table is not listed as unmanaged beside it", async () => {
    const found = await issuesOf({ declared, actual });
    expect(found.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(["suspected-rename writers"]);
    expect(found[0]?.repairAction).toContain('ALTER TABLE "authors" RENAME TO "writers";');
    expect(found[0]?.repairAction).toContain("CREATE TABLE writers");
  });

  it("follows the config's decision", async () => {
    const confirmed = { declared, actual, config: { renames: { tables: { authors: "writers" } } } };
    expect((await issuesOf(confirmed)).map(({ rule }) => rule)).toEqual(["renamed-table"]);
    const denied = { declared, actual, config: { renames: { tables: { authors: false } } } };
    expect((await issuesOf(denied)).map(({ rule }) => rule)).toEqual(["missing-table", "unmanaged-table"]);
  });

  it("does not make its children point at nothing", async () => {
    const books = "CREATE TABLE books (id INTEGER PRIMARY KEY, writer_id INTEGER REFERENCES writers (id));";
    expect(await loudIn({ declared: declared + books, actual })).toEqual([
      "suspected-rename high",
      "missing-table high",
    ]);
  });
});
