import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { isOfTheMoment } from "../../src/sql/of-the-moment.ts";

describe("what answers otherwise a moment later", () => {
  it.each([
    "date('now')",
    "CURRENT_TIMESTAMP",
    "unixepoch()",
    "unixepoch('subsec')",
    "datetime('subsecond')",
    "strftime('%H:%M')",
    "strftime('%d, %H:%M')",
    "datetime(86399, 'unixepoch', 'localtime')",
    "random()",
    "randomblob(4)",
  ])("is told by its text: %s", (sql) => {
    expect(new Database(":memory:").prepare(`SELECT ${sql}`).get()).toBeDefined();
    expect(isOfTheMoment(`SELECT id FROM loans WHERE due < ${sql}`)).toBe(true);
  });

  it.each(["strftime('%Y', due)", "date(due)", "unixepoch(due)", "length(title)", "'know'"])(
    "is not what only looks at rows: %s",
    (sql) => {
      expect(isOfTheMoment(`SELECT id FROM loans WHERE ${sql} > 3`)).toBe(false);
    },
  );
});
