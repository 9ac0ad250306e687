import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import type { Affinity } from "../../src/schema/affinity.ts";
import { asDefault, isNow, nowDefaults } from "../../src/sql/moments.ts";

const types: Readonly<Record<Affinity, string>> = {
  TEXT: "TEXT",
  INTEGER: "INTEGER",
  NUMERIC: "DATETIME",
  BLOB: "",
  REAL: "REAL",
};

describe("the present moment as a default", () => {
  const all = Object.entries(types).flatMap(([affinity, type]) =>
    nowDefaults("jobs", "at", affinity as Affinity).map(({ now }, i) => [affinity, type, now, i] as const),
  );

  it.each(all)(
    "of a column of affinity %s (%j) is written as %s, and in no other way",
    (affinity, type, now, i) => {
      const database = new Database(":memory:");
      database.exec(`CREATE TABLE jobs (id INTEGER PRIMARY KEY, at ${type} DEFAULT ${now})`);
      database.exec("INSERT INTO jobs DEFAULT VALUES");
      const fitting = nowDefaults("jobs", "at", affinity as Affinity).map(
        ({ otherwise }) => database.prepare(otherwise).all().length === 0,
      );
      expect(fitting).toEqual(fitting.map((_, j) => i === j));
      const stored = database.prepare("SELECT dflt_value FROM pragma_table_info('jobs') WHERE name = 'at'");
      const text = String(stored.pluck().get());
      expect(isNow(text)).toBe(true);
      database.exec(`CREATE TABLE again (at ${type} DEFAULT ${asDefault(text)})`);
      database.close();
    },
  );

  it.each([
    ["CURRENT_TIMESTAMP", true],
    ["current_timestamp", true],
    ["(datetime('now', 'localtime'))", true],
    ["datetime()", true],
    ["strftime('%s', 'now')", true],
    ["unixepoch()", true],
    ["CURRENT_DATE", false],
    ["date('now')", false],
    ["'now'", false],
    ["datetime('2024-01-01')", false],
    ["'datetime()'", false],
    ["0", false],
    [null, false],
  ])("is told from others: %s is %s", (text, expected) => expect(isNow(text)).toBe(expected));

  it.each([
    ["CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"],
    ["unixepoch()", "(unixepoch())"],
    ["(unixepoch())", "(unixepoch())"],
    ["(julianday('now') - 2440587.5) * (86400)", "((julianday('now') - 2440587.5) * (86400))"],
  ])("stands behind DEFAULT: %s as %s", (text, expected) => expect(asDefault(text)).toBe(expected));
});
