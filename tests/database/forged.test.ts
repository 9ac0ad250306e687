import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { snapshot } from "../../src/commands/snapshot.ts";
import { openDatabase } from "../../src/database/open.ts";
import { analyze } from "../../src/internal.ts";
import { buildDatabase, freshFolder } from "./sample.ts";

const created = `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
  CREATE INDEX users_email ON users (email);
  CREATE VIEW everyone AS SELECT * FROM users;
  CREATE TRIGGER users_in AFTER INSERT ON users BEGIN SELECT 1; SELECT CASE 1 WHEN 1 THEN 2 END; END;`;

/** A database with something behind the stored text of an object. */
function forged(name: string, behind: string): string {
  const path = buildDatabase(created);
  const connection = new Database(path);
  connection.unsafeMode(true);
  connection.pragma("writable_schema = ON");
  connection.prepare("UPDATE sqlite_schema SET sql = sql || ? WHERE name = ?").run(behind, name);
  connection.close();
  // SQLite itself takes no offence.
  const again = new Database(path, { readonly: true });
  expect(again.prepare("SELECT * FROM users").all()).toEqual([]);
  again.close();
  return path;
}

describe("a schema whose texts hold more than their statements", () => {
  const objects = ["users", "users_email", "everyone", "users_in"];

  it.each(objects)("is not examined, and what stands behind %s never runs", async (name) => {
    const stolen = join(freshFolder(), "stolen.db");
    const path = forged(name, `; ATTACH '${stolen}' AS s; CREATE TABLE s.t (a)`);
    const folder = dirname(path);
    writeFileSync(
      join(folder, "schema.sql"),
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT);",
    );
    writeFileSync(join(folder, "code.ts"), "db.prepare('SELECT name FROM users');");
    writeFileSync(
      join(folder, "doctor.config.json"),
      '{ "database": "shop.db", "model": ["schema.sql"], "queries": ["code.ts"], "history": false }',
    );
    await expect(analyze({ folder })).rejects.toMatchObject({ code: "database-schema-forged" });
    expect(() => snapshot({ folder })).toThrow(new RegExp(`${name} holds several statements`));
    expect(existsSync(stolen)).toBe(false);
  });

  it.each([";", " -- a; b", "; -- the end", " /* ; */ ;"])("%s behind a statement is no other", (behind) => {
    openDatabase(forged("users", behind)).close();
  });

  it("statements inside a trigger are its own", () => {
    openDatabase(buildDatabase(created)).close();
  });
});
