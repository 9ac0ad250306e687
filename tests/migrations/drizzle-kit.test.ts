import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { commandLine } from "../cases/command-line.ts";
import { contentOf } from "./content.ts";
import { type Project, projectOf, writeFor } from "./project.ts";
import { missing, workspace } from "./tools.ts";

const schema = `
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const authors = sqliteTable("authors", { id: integer().primaryKey(), name: text().notNull() });
export const books = sqliteTable("books", {
  id: integer().primaryKey(),
  authorId: integer("author_id").notNull().references(() => authors.id, { onDelete: "cascade" }),
  title: text().notNull(),
}, (table) => [index("books_by_author").on(table.authorId)]);
`;

const declared = `
CREATE TABLE authors (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL);
CREATE TABLE books (id INTEGER PRIMARY KEY NOT NULL, author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE, title TEXT NOT NULL);
CREATE INDEX books_by_author ON books (author_id);
`;

/** A project whose first migration drizzle-kit wrote and ran, and whose database somebody changed by hand since. */
function drifted(): Project {
  const project = projectOf({
    actual: "",
    declared,
    files: {
      "schema.ts": schema,
      "drizzle.config.ts": `export default { dialect: "sqlite", schema: "./schema.ts", out: "./migrations", dbCredentials: { url: "app.db" } };`,
    },
  });
  expect(kit(project, "generate", "--name", "first")).toContain("migrations/0000_first.sql");
  kit(project, "migrate");
  const connection = new Database(project.database);
  connection.pragma("foreign_keys = OFF");
  connection.exec(`
    DROP TABLE authors;
    CREATE TABLE authors (id INTEGER PRIMARY KEY NOT NULL, name TEXT, born TEXT);
    DROP INDEX books_by_author;
    INSERT INTO authors VALUES (1, 'Ada', '1815'), (2, 'Bob', NULL);
    INSERT INTO books VALUES (1, 1, 'Notes'), (2, 1, 'More'), (3, 2, 'Zen');
  `);
  connection.close();
  return project;
}

function kit({ folder }: Project, ...line: string[]): string {
  const bin = join(workspace, "node_modules/drizzle-kit/bin.cjs");
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...line], {
    cwd: folder,
    encoding: "utf8",
  });
  expect({ status, stderr, stdout }).toMatchObject({ status: 0 });
  return stdout + stderr;
}

describe.skipIf(missing !== null)("drizzle-kit", () => {
  test("runs the migration with foreign keys on, finds nothing wrong with the folder, and goes on from it", async () => {
    const project = drifted();
    const { err } = await writeFor("drizzle", project);
    expect(err).toContain("migrations/0001_doctor_repair.sql");
    expect(err).toContain("migrations/meta/_journal.json (added to)");
    expect(kit(project, "check")).toContain("Everything's fine");

    kit(project, "migrate");
    const { rows, texts } = contentOf(project.database);
    expect(rows.books).toHaveLength(3);
    expect(rows.authors).toHaveLength(2);
    expect(Object.keys(texts)).toEqual(["index books_by_author", "table authors", "table books"]);
    const { code, out } = await commandLine(project.folder, "analyze");
    expect(code, out).toBe(0);

    expect(kit(project, "generate")).toContain("No schema changes, nothing to migrate");
    kit(project, "generate", "--custom", "--name", "next");
    expect(readdirSync(join(project.folder, "migrations"))).toContain("0003_next.sql");
    expect(kit(project, "check")).toContain("Everything's fine");
  });
});
