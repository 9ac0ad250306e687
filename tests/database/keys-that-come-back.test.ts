import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { apply, rollback } from "../../src/index.ts";

/** Authors whose key got lost, with books that refer to it: SQLite cannot check them until the key is back. */
async function repaired(since: string): Promise<{ folder: string; database: string }> {
  const folder = mkdtempSync(join(tmpdir(), "doctor-keys-"));
  const database = join(folder, "app.db");
  const books = "CREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors (code));";
  writeFileSync(
    join(folder, "model.sql"),
    `CREATE TABLE authors (code TEXT PRIMARY KEY NOT NULL, name TEXT); ${books}`,
  );
  writeFileSync(
    join(folder, "doctor.config.json"),
    JSON.stringify({ database: "app.db", model: ["model.sql"] }),
  );
  const connection = new Database(database);
  connection.pragma("foreign_keys = off");
  connection.exec(`CREATE TABLE authors (code TEXT NOT NULL, name TEXT); ${books}
    INSERT INTO authors VALUES ('a', 'Ada'); INSERT INTO books VALUES (1, 'a');`);
  expect((await apply({ folder })).status).toBe("applied");
  connection.exec(since);
  connection.close();
  return { folder, database };
}

test("a foreign key that could not be checked before the repair is no obstacle to its rollback", async () => {
  const { folder } = await repaired("INSERT INTO books VALUES (2, 'a')");
  const back = await rollback({ folder, apply: true });
  expect([back.status, back.obstacles]).toEqual(["taken-back", []]);
});

test("one that was made since, and relies on the key, is", async () => {
  const { folder } = await repaired(
    "CREATE TABLE songs (author TEXT REFERENCES authors (code)); INSERT INTO songs VALUES ('a')",
  );
  const back = await rollback({ folder, apply: true });
  expect([back.status, back.obstacles.join()]).toEqual([
    "impossible",
    expect.stringContaining('"songs": rows that SQLite cannot check'),
  ]);
});
