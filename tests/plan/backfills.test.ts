import { expect, test } from "vitest";
import { Repairing } from "./moving.ts";

const actual = `
  CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);
  INSERT INTO users VALUES (1, 'ada@example.org'), (2, NULL);`;

test("a backfill that is a bare name is the column and never its name as a string: rows where it is NULL stand in the way", () => {
  const repairing = new Repairing({
    actual,
    declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, email TEXT NOT NULL);",
    moves: {},
    backfills: { "users.email": "mail" },
  });
  expect(repairing.blocked).toHaveLength(1);
  repairing.db.exec("UPDATE users SET mail = 'eve@example.org' WHERE id = 2");
  expect(repairing.blocked).toEqual([]);
  expect(repairing.repair()).toBeNull();
  expect(repairing.rows("users", "email")).toEqual([["'ada@example.org'"], ["'eve@example.org'"]]);
});

test("a backfill in double quotes is a column, too", () => {
  const repairing = new Repairing({
    actual,
    declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, email TEXT UNIQUE);",
    moves: {},
    backfills: { "users.email": '"mail"' },
  });
  expect(repairing.blocked).toEqual([]);
  repairing.db.exec("INSERT INTO users VALUES (3, 'ada@example.org')");
  expect(repairing.blocked).toHaveLength(1);
});
