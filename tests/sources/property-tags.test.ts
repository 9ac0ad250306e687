import { describe, expect, test } from "vitest";
import type { DeclaredTable } from "../../src/schema/declared.ts";
import { columns, declare, failure } from "./project.ts";

/** The table of one property `size` with these tags, beside an id and a name. */
async function table(tags: string, type = "number", mark = ""): Promise<DeclaredTable> {
  const declared = await declare(
    `/** @table books ${mark} */ interface Book { id: number; /** ${tags} */ size: ${type}; authorId: number }`,
  );
  const [only] = declared.tables;
  if (!only) throw new Error("no table");
  return only;
}

async function column(tags: string, type = "number") {
  const [found] = (await table(tags, type)).columns.slice(1).map(({ location: _, ...rest }) => rest);
  return found;
}

/** The error of one property with these tags. */
const refusal = (tags: string, type = "number"): Promise<string> =>
  failure(
    `/** @table books */ interface Book { id: number; /** ${tags} */ size: ${type}; authorId: number }`,
  );

const part = (name: string, collation = "BINARY") => ({
  column: name,
  expression: null,
  collation,
  descending: false,
});

describe("property tags", () => {
  test("@column names the column", async () => {
    expect(await column("@column Size_In_MB")).toMatchObject({ name: "Size_In_MB" });
    expect(await column('@column "size (MB)"')).toMatchObject({ name: "size (MB)" });
    expect(await column("@column größe")).toMatchObject({ name: "größe" });
    expect(await column("@column e-mail")).toMatchObject({ name: "e-mail" });
  });

  test.each(["@column", "@column two words", "@column a.b", "@column (a)", "@column 'a'"])(
    "%s is malformed",
    async (tags) => {
      expect(await refusal(tags)).toMatch(/^model\.ts:1:\d+: @column takes one name/);
    },
  );

  test("@type states the declared type in place of what the type accepts", async () => {
    expect(await column("@type REAL")).toEqual({ name: "size", type: "REAL", notNull: true });
    expect(await column("@type DECIMAL(10,2)")).toMatchObject({ type: "DECIMAL(10,2)" });
    expect(await column("@type UNSIGNED BIG INT")).toMatchObject({ type: "UNSIGNED BIG INT" });
    expect(await column("@type VARCHAR(40)", "'a' | 'b'")).toEqual({
      name: "size",
      type: "VARCHAR(40)",
      notNull: true,
      values: ["a", "b"],
    });
  });

  test.each([
    "@type",
    "@type TEXT NOT NULL",
    "@type 40",
    "@type DECIMAL(10",
    "@type TEXT, x",
    "@type TEXT) --",
    "@type 'TEXT'",
  ])("%s is malformed", async (tags) => {
    expect(await refusal(tags)).toMatch(/^model\.ts:1:\d+: @type is not readable/);
  });

  test("@primaryKey states the key, on several properties a composite one in their order", async () => {
    expect((await table("@primaryKey")).primaryKey).toEqual({ columns: ["size"] });
    const [both] = (
      await declare(
        "/** @table */ interface Line { /** @primaryKey */ orderId: number; note: string; /** @primaryKey */ line: number }",
      )
    ).tables;
    expect(both?.primaryKey).toEqual({ columns: ["order_id", "line"] });
  });

  test("a table with no stated key leaves it unspecified", async () => {
    expect(await table("@unique")).not.toHaveProperty("primaryKey");
  });

  test("a key column still states nullability from its type", async () => {
    expect(await column("@primaryKey", "string | null")).toMatchObject({ notNull: false });
  });

  test("@primaryKey on a generated column is an error", async () => {
    expect(await refusal("@primaryKey @generated author_id + 1")).toContain(
      "size is generated and cannot be part of the primary key",
    );
  });

  test("@autoincrement makes the property the key that counts", async () => {
    expect((await table("@primaryKey @autoincrement")).primaryKey).toEqual({
      columns: ["size"],
      autoincrement: true,
    });
    expect((await table("@autoincrement")).primaryKey).toEqual({ columns: ["size"], autoincrement: true });
    expect((await table("@autoincrement", "bigint")).primaryKey).toMatchObject({ autoincrement: true });
  });

  test.each([
    ["on text", "@primaryKey @autoincrement", "string"],
    ["with another declared type", "@type INT @primaryKey @autoincrement", "number"],
  ])("@autoincrement %s is an error", async (_, tags, type) => {
    expect(await refusal(tags, type)).toContain("AUTOINCREMENT only for a single INTEGER primary key");
  });

  test("@autoincrement in a composite key or a WITHOUT ROWID table is an error", async () => {
    expect(
      await failure(
        "/** @table */ interface A { /** @primaryKey @autoincrement */ a: number; /** @primaryKey */ b: number }",
      ),
    ).toContain("AUTOINCREMENT");
    expect(
      await failure(
        "/** @table @withoutRowid */ interface A { /** @primaryKey @autoincrement */ a: number }",
      ),
    ).toContain("AUTOINCREMENT");
  });

  test("@unique", async () => {
    expect((await table("@unique")).uniques).toEqual([
      { name: null, columns: [part("size")], location: { file: "model.ts", line: 1, column: 55 } },
    ]);
  });

  test("@index, with or without a name", async () => {
    expect((await table("@index")).indexes).toMatchObject([
      { unique: false, parts: [part("size")], where: null },
    ]);
    expect((await table("@index")).indexes[0]).not.toHaveProperty("name");
    expect((await table("@index by_size")).indexes).toMatchObject([{ name: "by_size" }]);
  });

  test("@index with a list belongs to the declaration", async () => {
    expect(await refusal("@index (size, author_id)")).toContain("into the comment of the declaration");
    expect(await refusal("@index two words")).toContain("@index takes one name");
  });

  test("@references, @onDelete and @onUpdate", async () => {
    expect((await table("@references sizes(id)")).foreignKeys).toMatchObject([
      { columns: ["size"], parent: "sizes", parentColumns: ["id"] },
    ]);
    expect((await table("@references sizes(id)")).foreignKeys[0]).not.toHaveProperty("onDelete");
    expect((await table('@references "odd sizes" ( "the id" )')).foreignKeys).toMatchObject([
      { parent: "odd sizes", parentColumns: ["the id"] },
    ]);
    expect((await table("@references sizes")).foreignKeys).toMatchObject([
      { parent: "sizes", parentColumns: null },
    ]);
    expect(
      (await table("@references sizes(id) @onDelete cascade @onUpdate SET  NULL")).foreignKeys,
    ).toMatchObject([{ onDelete: "CASCADE", onUpdate: "SET NULL" }]);
    expect(
      (await table("@references sizes(id) ON DELETE SET DEFAULT ON UPDATE RESTRICT")).foreignKeys,
    ).toMatchObject([{ onDelete: "SET DEFAULT", onUpdate: "RESTRICT" }]);
    expect((await table("@references sizes(id) @onDelete NO ACTION")).foreignKeys).toMatchObject([
      { onDelete: "NO ACTION" },
    ]);
  });

  test.each([
    "@references",
    "@references sizes(a, b)",
    "@references sizes(id",
    "@references sizes(id) soon",
    "@references (id)",
    "@references sizes id",
    "@references 'sizes'(id)",
  ])("%s is malformed", async (tags) => {
    expect(await refusal(tags)).toMatch(/^model\.ts:1:\d+: @references/);
  });

  test("@references with an empty list names no column", async () => {
    expect(await refusal("@references sizes()")).toContain("a list that names no column");
  });

  test("@onDelete takes an action, and stands beside @references", async () => {
    expect(await refusal("@references sizes(id) @onDelete explode")).toMatch(
      /"explode" is no action.*CASCADE/,
    );
    expect(await refusal("@onDelete CASCADE")).toContain("without @references");
    expect(await refusal("@onUpdate CASCADE")).toContain("without @references");
  });

  test.each([
    "0",
    "-1",
    "+2.50",
    ".5",
    "1e3",
    "0xFF",
    "'it''s'",
    "''",
    "TRUE",
    "false",
    "NULL",
    "CURRENT_TIMESTAMP",
    "current_date",
    "CURRENT_TIME",
    "(datetime('now'))",
    "(1 + 2)",
    "('{\"a\": [1]}')",
  ])("@default %s", async (text) => {
    expect(await column(`@default ${text}`)).toMatchObject({ default: text });
  });

  test.each([
    ["draft", "@default 'draft'"],
    ['"draft"', "@default 'draft'"],
    ["`draft`", "@default 'draft'"],
    ["it's", "@default 'it''s'"],
    ["now()", "@default 'now()'"],
    ["[]", "@default '[]'"],
    ["1 2", "@default '1 2'"],
    ["x'00'", "@default 'x''00'''"],
    ["(1 +", "@default '(1 +'"],
    ["(1) + (2)", "@default '(1) + (2)'"],
    ["1_000", "@default '1_000'"],
  ])("@default %s is an error that proposes the quoted form", async (text, proposal) => {
    expect(await refusal(`@default ${text}`)).toContain(proposal.trim());
  });

  test("@default with an expression that SQLite refuses is an error", async () => {
    expect(await refusal("@default (author_id)")).toContain("is not constant");
  });

  test("@check states a CHECK over the columns of the table", async () => {
    expect((await table("@check size > 0 AND author_id <> size")).checks).toMatchObject([
      { name: null, expression: "size > 0 AND author_id <> size" },
    ]);
  });

  test("@collate", async () => {
    expect(await column("@collate nocase", "string")).toMatchObject({ collation: "NOCASE" });
    expect(await column("@collate binary", "string")).toMatchObject({ collation: "BINARY" });
    expect(await column("@collate german", "string")).toMatchObject({ collation: "german" });
    expect((await table("@unique @collate NOCASE", "string")).uniques[0]?.columns).toEqual([
      part("size", "NOCASE"),
    ]);
    expect(await refusal("@collate")).toContain("@collate takes one name");
  });

  test("@generated, virtual unless stored is said", async () => {
    expect(await column("@generated author_id * 2")).toMatchObject({
      generated: { expression: "author_id * 2", stored: false },
    });
    expect(await column("@generated (author_id * 2) stored")).toMatchObject({
      generated: { expression: "author_id * 2", stored: true },
    });
    expect(await column("@generated author_id STORED")).toMatchObject({
      generated: { expression: "author_id", stored: true },
    });
    expect(await column("@generated author_id virtual")).toMatchObject({
      generated: { expression: "author_id", stored: false },
    });
  });

  test("@generated does not take a column called stored for the word", async () => {
    const found = await columns(
      "/** @table */ interface A { stored: number; /** @generated 1 + stored */ b: number }",
    );
    expect(found[1]).toMatchObject({ generated: { expression: "1 + stored", stored: false } });
  });

  test.each([
    "@generated",
    "@generated author_id +",
    "@generated nothing",
    "@generated (SELECT 1)",
    "@generated 1) STORED, x INT AS (1",
  ])("%s is an error", async (tags) => {
    expect(await refusal(tags)).toMatch(/^model\.ts:1:\d+: SQLite refuses @generated/);
  });

  test("@renamedFrom and @movedFrom", async () => {
    expect(await column("@renamedFrom length")).toMatchObject({ renamedFrom: "length" });
    expect(await column("@movedFrom covers.size")).toMatchObject({ movedFrom: "covers.size" });
    expect(await refusal("@renamedFrom")).toContain("@renamedFrom takes one name");
    expect(await refusal("@movedFrom covers")).toContain("@movedFrom table.column");
    expect(await refusal("@movedFrom a.b.c")).toContain("@movedFrom table.column");
  });

  test("@backfill may use columns that the model no longer has", async () => {
    expect(await column("@backfill COALESCE(credits_used, 2500)")).toMatchObject({
      backfill: "COALESCE(credits_used, 2500)",
    });
    expect(await column("@backfill (SELECT max(x) FROM old WHERE old.id = books.id)")).toMatchObject({
      backfill: "(SELECT max(x) FROM old WHERE old.id = books.id)",
    });
    expect(await refusal("@backfill COALESCE(")).toContain("SQLite refuses @backfill");
    expect(await refusal("@backfill")).toContain("SQLite refuses @backfill");
  });

  test("@ignore leaves the property out, with a reason or without", async () => {
    expect(
      (await table("@ignore because it is computed, don't ask")).columns.map(({ name }) => name),
    ).toEqual(["id", "author_id"]);
  });

  test.each(["primaryKey", "autoincrement", "unique"])(
    "@%s takes no argument on a property",
    async (name) => {
      expect(await refusal(`@${name} (a, b)`)).toContain(`@${name} takes no argument here`);
    },
  );

  test.each(["column", "type", "default", "references", "collate", "renamedFrom"])(
    "@%s twice with different text names both",
    async (name) => {
      const one = { type: "TEXT", default: "1", references: "a(id)" }[name] ?? "a";
      const two = { type: "REAL", default: "2", references: "b(id)" }[name] ?? "b";
      expect(await refusal(`@${name} ${one} @${name} ${two}`)).toMatch(
        new RegExp(`@${name} .* contradicts @${name} .* at model.ts:1:`),
      );
    },
  );
});

test("two properties with one column are an error naming both places", async () => {
  const message = await failure("/** @table */ interface A {\n userId: number;\n user_id: number }");
  expect(message).toContain("model.ts:3:2");
  expect(message).toContain("model.ts:2:2");
  expect(await failure("/** @table */ interface A { a: number; /** @column A */ b: number }")).toContain(
    "are both the column",
  );
});

test("an ignored property does not collide with the one in its place", async () => {
  expect(
    await columns(
      "/** @table */ interface A { /** @ignore */ userId: number; /** @column user_id */ user: string }",
    ),
  ).toHaveLength(1);
});
