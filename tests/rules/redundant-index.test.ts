import { describe, expect, it } from "vitest";
import { foundBy, messagesOf } from "./found.ts";

const table =
  "CREATE TABLE orders (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, c TEXT COLLATE NOCASE, UNIQUE (b, a));";
const types =
  "/** @table orders */\nexport interface Order { id: number; a: number | null; b: string | null; c: string | null }";

async function redundant(...indexes: readonly string[]): Promise<string[]> {
  const actual = `${table} ${indexes.map((index) => `CREATE ${index};`).join(" ")}`;
  const found = await messagesOf("redundant-index", { declared: { types }, actual });
  return found.map((message) => message.replace(/^Index (\w+) on orders \(.*?\) is covered by /, "$1: "));
}

describe("redundant-index", () => {
  it("finds what begins a longer index, key or constraint", async () => {
    expect(await redundant("INDEX one ON orders (a)", "INDEX two ON orders (a, c)")).toEqual([
      "one: index two (a, c COLLATE NOCASE).",
    ]);
    expect(await redundant("INDEX one ON orders (id)")).toEqual(["one: the primary key."]);
    expect(await redundant("INDEX one ON orders (b)")).toEqual(["one: the UNIQUE constraint on (b, a)."]);
    expect(await redundant("INDEX one ON orders (lower(b))", "INDEX two ON orders (LOWER( b ), a)")).toEqual([
      "one: index two (LOWER( b ), a).",
    ]);
  });

  it("keeps the first by name of two that are the same, and the unique one", async () => {
    expect(await redundant("INDEX z ON orders (a)", "INDEX y ON orders (a)")).toEqual(["z: index y (a)."]);
    expect(await redundant("INDEX a_plain ON orders (a)", "UNIQUE INDEX z_unique ON orders (a)")).toEqual([
      "a_plain: index z_unique (a).",
    ]);
  });

  it("keeps what another does not do: order, collation, predicate, uniqueness, other columns", async () => {
    expect(await redundant("INDEX one ON orders (a DESC)", "INDEX two ON orders (a, c)")).toEqual([]);
    expect(await redundant("INDEX one ON orders (c COLLATE BINARY)", "INDEX two ON orders (c, a)")).toEqual(
      [],
    );
    expect(
      await redundant("INDEX one ON orders (a)", "INDEX two ON orders (a, c) WHERE c IS NOT NULL"),
    ).toEqual([]);
    expect(await redundant("INDEX one ON orders (a) WHERE a > 1", "INDEX two ON orders (a, c)")).toEqual([]);
    expect(await redundant("UNIQUE INDEX one ON orders (a)", "INDEX two ON orders (a, c)")).toEqual([]);
    expect(await redundant("INDEX one ON orders (c)", "INDEX two ON orders (a, c)")).toEqual([]);
    expect(await redundant("INDEX one ON orders (a, c)")).toEqual([]);
  });

  it("leaves alone what a declaration states", async () => {
    const actual = `${table} CREATE INDEX one ON orders (a); CREATE INDEX two ON orders (a, c);`;
    const declared = { types: types.replace("a: number", "/** @index */ a: number") };
    expect(await foundBy("redundant-index", { declared, actual })).toEqual([]);
    expect(await foundBy("redundant-index", { declared: actual, actual })).toEqual([]);
  });

  it("finds a declared index under its former column name", async () => {
    const declared = { types: types.replace("a: number", "/** @index\n@renamedFrom a */ amount: number") };
    const actual = `${table} CREATE INDEX one ON orders (a); CREATE INDEX two ON orders (a, c);`;
    expect(await foundBy("redundant-index", { declared, actual })).toEqual([]);
  });

  it("never gives up both of two for each other, and only advises", async () => {
    const found = await foundBy("redundant-index", {
      declared: { types },
      actual: `${table} CREATE INDEX p ON orders (a); CREATE INDEX q ON orders (a); CREATE INDEX r ON orders (a);`,
    });
    expect(found.flatMap(({ findings }) => findings.map(({ key }) => key))).toEqual(["index:q", "index:r"]);
    expect(found.flatMap(({ changes }) => changes)).toEqual([]);
    expect(found[0]?.repairAction).toContain("DROP INDEX");
  });
});
