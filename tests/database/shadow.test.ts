import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../src/database/open.ts";
import { copyRefused, makeShadow } from "../../src/database/shadow.ts";
import { DoctorError } from "../../src/errors.ts";

function bookshop(journal: "DELETE" | "WAL"): string {
  const folder = mkdtempSync(join(tmpdir(), "doctor-shadow-"));
  const path = join(folder, "shop.db");
  const connection = new Database(path);
  connection.exec(`PRAGMA journal_mode = ${journal}; CREATE TABLE books (title TEXT);
    INSERT INTO books (rowid, title) VALUES (7, 'Emma'), (9, 'Ulysses'); DELETE FROM books WHERE rowid = 7`);
  onTestFinished(() => {
    connection.close();
    rmSync(folder, { recursive: true });
  });
  return path;
}

it.each(["DELETE", "WAL"] as const)(
  "copies a database in %s mode whole, and what runs on the copy stays there",
  async (journal) => {
    const source = openDatabase(bookshop(journal));
    const shadow = await makeShadow(source, () => undefined);
    expect(readFileSync(shadow.file)).toStrictEqual(readFileSync(source.file));
    const rows = "SELECT rowid, title FROM books";
    shadow.connection.exec("UPDATE books SET title = 'Middlemarch'");
    expect(shadow.connection.prepare(rows).all()).toStrictEqual([{ rowid: 9, title: "Middlemarch" }]);
    expect(shadow.original.prepare(rows).all()).toStrictEqual([{ rowid: 9, title: "Ulysses" }]);
    shadow.close();
    source.close();
  },
);

it("says that there is no room for the copy, whoever noticed", () => {
  const ofNode = Object.assign(new Error("ENOSPC: no space left on device, copyfile"), { code: "ENOSPC" });
  const ofSqlite = new Database.SqliteError("database or disk is full", "SQLITE_FULL");
  for (const error of [ofNode, ofSqlite]) {
    const refused = copyRefused(error);
    expect(refused).toBeInstanceOf(DoctorError);
    expect(refused).toMatchObject({ code: "no-space", cause: error });
  }
  const other = Object.assign(new Error("ENOENT"), { code: "ENOENT" });
  expect(copyRefused(other)).toBe(other);
});
