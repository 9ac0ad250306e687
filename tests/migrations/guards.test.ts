import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { beforeEach, describe, expect, test } from "vitest";
import { contentOf } from "./content.ts";
import { library } from "./library.ts";
import { type Project, projectOf, writeFor } from "./project.ts";
import { migrate, missing, toolNames } from "./tools.ts";

/** What somebody does to the database while somebody else looks at the migration, and what it then says. */
const meanwhile: [string, string, RegExp][] = [
  [
    "a row came that the new NOT NULL forbids",
    "INSERT INTO authors (born) VALUES ('1700')",
    /precondition \d+ of step-1/,
  ],
  [
    "a value came that does not convert",
    "UPDATE books SET pages = 'many' WHERE id = 2",
    /precondition \d+ of step-/,
  ],
  [
    "a value came that the new CHECK forbids",
    "UPDATE books SET pages = '-1' WHERE id = 2",
    /precondition \d+ of step-/,
  ],
  ["a rebuilt table got a column", "ALTER TABLE books ADD COLUMN isbn TEXT", /authors, books/],
  ["a rebuilt table got an index", "CREATE INDEX by_hand ON books (pages)", /authors, books/],
  [
    "a rebuilt table got a trigger",
    "CREATE TRIGGER by_hand AFTER INSERT ON authors BEGIN SELECT 1; END",
    /authors, books/,
  ],
  [
    "a trigger of a rebuilt table was rewritten",
    "DROP TRIGGER book_changed; CREATE TRIGGER book_changed AFTER UPDATE ON books BEGIN SELECT 2; END",
    /authors, books/,
  ],
  [
    "a rebuilt table is gone",
    "PRAGMA foreign_keys = OFF; DROP VIEW shelf; DROP TABLE books",
    /authors, books/,
  ],
  [
    "a new table is there already",
    "CREATE TABLE fines (id INTEGER PRIMARY KEY, other TEXT)",
    /authors, books/,
  ],
  [
    "a new index is there under that name",
    "CREATE INDEX notes_by_author ON journal (what)",
    /authors, books|already exists/,
  ],
];

describe.skipIf(missing !== null).each(toolNames)(
  "a migration of %s fails, and everything is as before, when",
  (tool) => {
    let project: Project;
    beforeEach(async () => {
      project = projectOf(library);
      const { err } = await writeFor(tool, project, "--allow-destructive");
      expect(err).toContain(`Written for ${tool}`);
    });

    test.each(meanwhile)("%s", (_, sql, complaint) => {
      change(project, sql);
      const before = contentOf(project.database);
      const ran = migrate(tool, project.folder, "up", project.database);
      expect(ran.error).toMatch(complaint);
      // Everything that is asked first is asked before foreign keys are switched.
      expect(ran).toMatchObject({ foreignKeys: 1, open: false });
      expect(contentOf(project.database)).toEqual(before);
      expect(ledgerOf(project)).toEqual([]);
    });

    test("a statement in the middle fails", () => {
      const before = contentOf(project.database);
      spoil(project, (text) =>
        text.replaceAll(/^(.*)(CREATE TABLE "?fines"?)/gm, "$1CREATE TABLE no_such.fines"),
      );
      const ran = migrate(tool, project.folder, "up", project.database);
      expect(ran.error).toMatch(/unknown database no_such|no_such/);
      expect(ran.open).toBe(false);
      expect(contentOf(project.database)).toEqual(before);
      expect(ledgerOf(project)).toEqual([]);
    });

    test("rows get lost on the way", () => {
      const before = contentOf(project.database);
      spoil(project, (text) =>
        text.replaceAll(/(INSERT INTO "_doctor_hold_books" SELECT [^`;]*)/g, "$1 LIMIT 3"),
      );
      const ran = migrate(tool, project.folder, "up", project.database);
      expect(ran.error).toContain("the number of rows in books");
      expect(contentOf(project.database)).toEqual(before);
    });

    test("a row would lose its parent", () => {
      const before = contentOf(project.database);
      spoil(project, (text) =>
        text.replaceAll(/(INSERT OR ABORT INTO "books" \([^)]*\) SELECT) "id"/g, '$1 "id" + 1000'),
      );
      const ran = migrate(tool, project.folder, "up", project.database);
      expect(ran.error).toMatch(/no more rows of (?:books|copies) lack a parent than before/);
      expect(contentOf(project.database)).toEqual(before);
    });

    test("something else is changed than what was proven", () => {
      const before = contentOf(project.database);
      spoil(project, (text) =>
        text.replaceAll(
          /((?:^|`)CREATE INDEX "?notes_by_author"? ON "?notes"? \()"?author_id"?/gm,
          '$1"text"',
        ),
      );
      const ran = migrate(tool, project.folder, "up", project.database);
      expect(ran.error).toContain("the schema is the one that the rehearsal ended with");
      expect(contentOf(project.database)).toEqual(before);
    });
  },
);

describe.skipIf(missing !== null)("a migration that ran", () => {
  test.each(["knex", "kysely"] as const)(
    "sees that it did when the ledger of %s missed it, both ways",
    async (tool) => {
      const project = projectOf(library);
      await writeFor(tool, project, "--allow-destructive");
      const before = contentOf(project.database);
      expect(migrate(tool, project.folder, "up", project.database).error).toBeNull();
      const after = contentOf(project.database);
      const entered = forget(project, tool);
      expect(migrate(tool, project.folder, "up", project.database).error).toBeNull();
      expect(contentOf(project.database)).toEqual(after);
      expect(ledgerOf(project)).toHaveLength(1);

      expect(migrate(tool, project.folder, "down", project.database).error).toBeNull();
      remember(project, tool, entered);
      expect(migrate(tool, project.folder, "down", project.database).error).toBeNull();
      expect(contentOf(project.database)).toEqual(before);
    },
  );

  test.each(["knex", "kysely"] as const)(
    "does nothing with %s to a new database, which has not drifted",
    async (tool) => {
      const declared =
        'CREATE TABLE customers (id INTEGER PRIMARY KEY, "email" TEXT NOT NULL);CREATE INDEX by_email ON customers (email)';
      const project = projectOf({
        actual:
          "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO customers VALUES (1, NULL), (2, 'b');",
        declared,
        config: { backfills: { customers: { email: "'none'" } } },
      });
      await writeFor(tool, project);
      const fresh = { ...project, database: join(project.folder, "fresh.db") };
      change(fresh, `${declared}; INSERT INTO customers VALUES (7, 'x')`);
      const before = contentOf(fresh.database);
      expect(migrate(tool, project.folder, "up", fresh.database)).toMatchObject({
        error: null,
        foreignKeys: 1,
      });
      expect(contentOf(fresh.database)).toEqual(before);
      expect(ledgerOf(fresh)).toHaveLength(1);

      // Where the drift is, it does its work.
      expect(migrate(tool, project.folder, "up", project.database).error).toBeNull();
      const none = Buffer.from("none").toString("hex").toUpperCase();
      expect(contentOf(project.database).rows.customers).toContainEqual(expect.stringContaining(none));
    },
  );

  test.each(["knex", "kysely"] as const)(
    "is not taken back by %s when its table was changed since",
    async (tool) => {
      const project = projectOf(library);
      await writeFor(tool, project, "--allow-destructive");
      migrate(tool, project.folder, "up", project.database);
      change(project, "ALTER TABLE books ADD COLUMN isbn TEXT; UPDATE books SET isbn = 'x'");
      const after = contentOf(project.database);
      expect(migrate(tool, project.folder, "down", project.database).error).toMatch(/as this was proven on/);
      expect(contentOf(project.database)).toEqual(after);
      expect(ledgerOf(project)).toHaveLength(1);
    },
  );

  test.each(toolNames)("keeps with %s the rows that came since, both ways", async (tool) => {
    const project = projectOf(library);
    await writeFor(tool, project, "--allow-destructive");
    migrate(tool, project.folder, "up", project.database);
    change(
      project,
      "INSERT INTO authors (name, born) VALUES ('Dora', 1930); INSERT INTO books (author_id, title) VALUES (91, 'New')",
    );
    change(project, "DELETE FROM loans; DELETE FROM copies WHERE id = 1");
    expect(migrate(tool, project.folder, "down", project.database).error).toBeNull();
    const rows = contentOf(project.database).rows;
    expect(rows.authors).toHaveLength(4);
    expect(rows.books).toHaveLength(5);
    expect(rows.copies).toHaveLength(4);
    expect(rows.books?.filter((row) => row.includes("legacy=blob:00FF"))).toHaveLength(1);
  });
});

function change({ database }: Project, sql: string): void {
  const connection = new Database(database);
  connection.exec(sql);
  connection.close();
}

/** Changes what was written, as a hand that does not know what it does. */
function spoil({ folder }: Project, how: (text: string) => string): void {
  const migrations = join(folder, "migrations");
  const [name = ""] = readdirSync(migrations).filter((file) => /doctor_repair\.(?:js|sql)$/.test(file));
  const text = readFileSync(join(migrations, name), "utf8");
  const spoilt = how(text);
  expect(spoilt).not.toBe(text);
  writeFileSync(join(migrations, name), spoilt);
}

const ledgers: Readonly<Record<string, string>> = {
  knex: "knex_migrations",
  kysely: "kysely_migration",
  drizzle: "__drizzle_migrations",
};

type Entries = readonly Readonly<Record<string, unknown>>[];

function ledgerOf({ database }: Project): Entries {
  const connection = new Database(database);
  try {
    return Object.values(ledgers).flatMap((table) =>
      connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?").get(table)
        ? connection.prepare<[], Entries[number]>(`SELECT * FROM ${table}`).all()
        : [],
    );
  } finally {
    connection.close();
  }
}

function forget(project: Project, tool: string): Entries {
  const entries = ledgerOf(project);
  change(project, `DELETE FROM ${ledgers[tool]}`);
  return entries;
}

function remember({ database }: Project, tool: string, entries: Entries): void {
  const connection = new Database(database);
  for (const entry of entries) {
    const names = Object.keys(entry);
    connection
      .prepare(
        `INSERT INTO ${ledgers[tool]} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
      )
      .run(Object.values(entry));
  }
  connection.close();
}
