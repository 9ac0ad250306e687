import { describe, expect, test } from "vitest";
import { declare, wrong } from "./declare.ts";

const film = "model Film {\n  id Int @id\n  title String\n}\n";

describe("the language of a schema.prisma", () => {
  test.each([
    ["lines that end as on Windows", film.replaceAll("\n", "\r\n")],
    ["lines that end as on an old Mac", film.replaceAll("\n", "\r")],
    [
      "tabs, no space before the brace, space before the question mark",
      "model Film{\n\tid\tInt\t@id\n\ttitle String ?\n}",
    ],
    ["a byte order mark", `\ufeff${film}`],
    [
      "a brace and a comment after it",
      "model Film { // the films\n  id Int @id // key\n  title String /* t */\n} // end",
    ],
    [
      "comments of several lines",
      "/* model Book {\n  id Int @id\n} */\nmodel Film {\n  id Int @id\n  /* a\n  b */ title String\n}",
    ],
    [
      "a comment with braces, quotes and block marks",
      `model Film {\n  id Int @id\n  // } " /* \n  title String /// { " @id\n}`,
    ],
    [
      "spaces within an attribute",
      'model Film {\n  id Int @id\n  title String @default ( "x" )\n  @@index( [ title ] , map : "a" )\n}',
    ],
    [
      "words of the language as names",
      "model Film {\n  id Int @id\n  title String\n  model Int\n  enum String\n  true Boolean\n  null Json\n}",
    ],
  ])("%s", async (_, schema) => {
    const { tables, unparsable, notAnalysed } = await declare(schema);
    expect([tables.map(({ name }) => name), unparsable, notAnalysed]).toEqual([["Film"], [], []]);
    expect(tables[0]?.columns.slice(0, 2).map(({ name }) => name)).toEqual(["id", "title"]);
  });

  test("what a name, a table and an index stand at", async () => {
    const { tables } = await declare(`// one\n\n${film.replace("}", "  @@index([title])\n}")}`);
    const [table] = tables;
    expect(table?.location).toEqual({ file: "schema.prisma", line: 3, column: 1 });
    expect(table?.columns[1]?.location).toEqual({ file: "schema.prisma", line: 5, column: 3 });
    expect(table?.indexes[0]?.location).toEqual({ file: "schema.prisma", line: 6, column: 3 });
  });

  test("strings stand for what JSON makes of them", async () => {
    const text = String.raw`"\u00e9\t\"\\ \/ 'x' \ud83d\ude00"`;
    const { tables } = await declare(`model Film {\n  id String @id @default(${text})\n}`);
    expect(tables[0]?.columns[0]?.default).toBe(`'é\t"\\ / ''x'' 😀'`);
  });
});

describe("what is none of it is told with its place, and the rest is read", () => {
  test.each([
    [
      "a word outside of blocks",
      `films\n${film}`,
      `1:1: expected a block such as "model Name {", found "films"`,
    ],
    [
      "a field without a type",
      film.replace(" String", ""),
      `3:8: expected the type of title, found the end of the line`,
    ],
    [
      "a type before a name",
      film.replace("title String", "title @map String"),
      `3:9: expected the type of title, found "@"`,
    ],
    [
      "a semicolon",
      film.replace("String", "String;"),
      `3:15: expected "@", found ";", which means nothing here`,
    ],
    [
      "a string that does not end",
      film.replace("String", 'String @map("t'),
      `3:21: expected a value, found a string that does not end`,
    ],
    [
      "an escape that is none",
      film.replace("String", String.raw`String @map("\x")`),
      `3:21: expected a value, found a string with an unknown escape sequence`,
    ],
    [
      "a parenthesis that is not closed",
      film.replace("String", 'String @map("t"'),
      `3:24: expected ")", found the end of the line`,
    ],
    ["two fields in a line", film.replace("String", "String year Int"), `3:16: expected "@", found "year"`],
    [
      "a field behind the brace",
      "model Film { id Int @id\n  title String\n}\n",
      `1:14: expected the end of the line, found "id"`,
    ],
    [
      "a comment that does not end",
      `${film}/* and so on\n`,
      `5:1: expected a block such as "model Name {", found "a comment that does not end"`,
    ],
    [
      "a block that is not closed",
      film.replace("}", ""),
      `1:1: the model Film is not closed by a line with "}"`,
    ],
    [
      "a list over two lines",
      film.replace("}", "  @@index([id,\n  title])\n}"),
      `4:15: expected a value, found the end of the line`,
    ],
    [
      "a merge",
      film.replace("  title", "<<<<<<< HEAD\n  title"),
      `3:1: expected the name of a field, found "<", which means nothing here`,
    ],
  ])("%s", async (_, schema, message) => {
    const found = await wrong(schema);
    expect(found[0]).toBe(message);
    const { tables } = await declare(`${schema}\nmodel Book {\n  id Int @id\n}`);
    expect(tables.map(({ name }) => name)).toContain("Book");
    const broken = tables.find(({ name }) => name === "Film");
    const isOutside = message.startsWith("1:1: expected") || message.startsWith("5:1");
    expect(broken?.open).toBe(!isOutside);
  });

  test("brackets in brackets without end do not exhaust the stack", async () => {
    const deep = "[".repeat(100_000);
    expect(await wrong(film.replace("String", `String @default(${deep})`))).toEqual([
      expect.stringMatching(/^3:\d+: expected fewer brackets in one another, found "\["$/),
    ]);
  });

  test("a million comments take no time to speak of", async () => {
    const started = performance.now();
    const { tables } = await declare(`${"// x\n/* y */\n".repeat(500_000)}${film}`);
    expect(tables[0]?.location?.line).toBe(1_000_001);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test("a long line, and a word as long as a file", async () => {
    const long = `model Film {\n  id Int @id\n  ${"x".repeat(1_000_000)} String\n  @@index([${"id, ".repeat(50_000)}id])\n}`;
    expect(await wrong(long)).toEqual([]);
  });
});
