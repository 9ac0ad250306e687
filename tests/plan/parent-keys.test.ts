import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import { isCheckable } from "../../src/plan/parent-keys.ts";

// SQLite itself is asked whether it can check the foreign keys of the child.
test.each([
  ["CREATE TABLE p (id INTEGER PRIMARY KEY)", "REFERENCES p (id)"],
  ["CREATE TABLE p (id INTEGER PRIMARY KEY)", "REFERENCES p"],
  ["CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT)", "REFERENCES p (code)"],
  ["CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT UNIQUE)", "REFERENCES P (CODE)"],
  [
    "CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT); CREATE UNIQUE INDEX u ON p (code)",
    "REFERENCES p (code)",
  ],
  [
    "CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT); CREATE UNIQUE INDEX u ON p (code) WHERE code > ''",
    "REFERENCES p (code)",
  ],
  [
    "CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT); CREATE UNIQUE INDEX u ON p (code COLLATE NOCASE)",
    "REFERENCES p (code)",
  ],
  [
    "CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT COLLATE NOCASE); CREATE UNIQUE INDEX u ON p (code)",
    "REFERENCES p (code)",
  ],
  [
    "CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT); CREATE UNIQUE INDEX u ON p (lower(code))",
    "REFERENCES p (code)",
  ],
  ["CREATE TABLE p (a, b, PRIMARY KEY (a, b))", "REFERENCES p"],
  ["CREATE TABLE p (a, b, PRIMARY KEY (a, b))", "REFERENCES p (a)"],
  ["CREATE TABLE p (a)", "REFERENCES p"],
  ["CREATE TABLE o (a)", "REFERENCES p"],
  ["CREATE VIEW p AS SELECT 1 AS id", "REFERENCES p (id)"],
])("%s; child %s", (parent, reference) => {
  const db = new Database(":memory:");
  db.exec(`${parent}; CREATE TABLE child (x TEXT ${reference})`);
  db.pragma("foreign_keys = OFF");
  db.exec("INSERT INTO child VALUES ('y')");
  const checks = (): unknown =>
    db.prepare("SELECT count(*) FROM pragma_foreign_key_check('child', 'main')").get();
  if (isCheckable("Child", introspect(db))) expect(checks).not.toThrow();
  else expect(checks).toThrow(/mismatch/);
});
