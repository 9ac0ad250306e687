import { describe, expect, it } from "vitest";
import { counted, listed, shown, shownColumns, shownSql } from "../../src/engine/wording.ts";
import { shownForeignKey, shownKey, shownParts } from "../../src/engine/wording-of-keys.ts";

describe("wording", () => {
  it("shows a plain name bare and any other as SQL quotes it", () => {
    expect(["users", "order_items2", "Ärzte", "two words", 'a"b', "", "1st", "a|b"].map(shown)).toEqual([
      "users",
      "order_items2",
      "Ärzte",
      '"two words"',
      '"a""b"',
      '""',
      '"1st"',
      '"a|b"',
    ]);
    expect(shownColumns(["id", "a b"])).toBe('(id, "a b")');
  });

  it("counts in the singular and the plural", () => {
    expect([counted(1, "row"), counted(0, "row"), counted(2, "index", "indexes")]).toEqual([
      "1 row",
      "0 rows",
      "2 indexes",
    ]);
  });

  it("lists all of few names and some of many", () => {
    expect(listed(["a"])).toBe("a");
    expect(listed(["a", "b"])).toBe("a and b");
    expect(listed(["a", "b", "c", "d"])).toBe("a, b, c and d");
    expect(listed(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
  });

  it("shows SQL on one line, cut where it is long", () => {
    expect(shownSql(" a >\n  0 ")).toBe("a > 0");
    expect(shownSql("x".repeat(200))).toHaveLength(120);
  });

  it("shows keys as SQL writes them", () => {
    expect(shownKey(null)).toBe("no primary key");
    expect(shownKey({ columns: ["id"], autoincrement: true, rowidAlias: true })).toBe(
      "PRIMARY KEY (id) as rowid alias AUTOINCREMENT",
    );
    expect(shownKey({ columns: ["a", "b"], descending: ["b"] })).toBe("PRIMARY KEY (a, b DESC)");
    expect(
      shownForeignKey({
        columns: ["a"],
        parent: "p",
        parentColumns: null,
        onDelete: "CASCADE",
        deferred: true,
      }),
    ).toBe("(a) REFERENCES p ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED");
    expect(
      shownParts([
        { column: "a", expression: null, collation: "NOCASE", descending: true },
        { column: null, expression: "lower(b)", collation: "BINARY", descending: false },
      ]),
    ).toBe("(a COLLATE NOCASE DESC, lower(b))");
  });
});
