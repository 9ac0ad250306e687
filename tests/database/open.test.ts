import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/database/open.ts";
import { buildDatabase } from "./sample.ts";

test("x", () => {
  const p = buildDatabase("PRAGMA journal_mode=wal; CREATE TABLE users(id INTEGER PRIMARY KEY); INSERT INTO users VALUES(1)");
  const before = readFileSync(p);
  const db = openDatabase(p);
  expect(db.facts.journalMode).toBe("wal");
  expect(db.connection.prepare("SELECT count(*) n FROM users").get()).toEqual({ n: 1 });
  db.close();
  expect(readdirSync(dirname(p))).toEqual(["shop.db"]);
  expect(readFileSync(p).equals(before)).toBe(true);
});
