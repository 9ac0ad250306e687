import Database from "better-sqlite3";
import { expect, test } from "vitest";

// What docs/migrations.md says of SQLite, tried.

function parents(): Database.Database {
  const db = new Database(":memory:");
  db.exec(`CREATE TABLE authors (id INTEGER PRIMARY KEY); INSERT INTO authors VALUES (1);
    CREATE TABLE books (author_id INTEGER REFERENCES authors (id) ON DELETE CASCADE); INSERT INTO books VALUES (1);`);
  return db;
}

const books = (db: Database.Database): unknown => db.prepare("SELECT count(*) FROM books").pluck().get();

test("better-sqlite3 opens a database with foreign keys on", () => {
  expect(new Database(":memory:").pragma("foreign_keys", { simple: true })).toBe(1);
});

test.each([
  ["switched off inside the transaction", "PRAGMA foreign_keys = OFF"],
  ["put off", "PRAGMA defer_foreign_keys = ON"],
])("DROP TABLE empties another table with foreign keys %s", (_, pragma) => {
  const db = parents();
  db.exec(
    `BEGIN; ${pragma}; DROP TABLE authors; CREATE TABLE authors (id INTEGER PRIMARY KEY); INSERT INTO authors VALUES (1); COMMIT;`,
  );
  expect(books(db)).toBe(0);
});

test("DROP TABLE leaves the other table alone with foreign keys switched off before the transaction", () => {
  const db = parents();
  db.exec("PRAGMA foreign_keys = OFF; BEGIN; DROP TABLE authors; COMMIT;");
  expect(books(db)).toBe(1);
});
