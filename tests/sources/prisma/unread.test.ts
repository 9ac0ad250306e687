import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sources } from "../../../src/sources/index.ts";
import { readModel } from "../../../src/sources/read-model.ts";
import { project } from "../project.ts";
import { declare, unread } from "./declare.ts";

function film(...lines: readonly string[]): string {
  return `model Film {\n  id Int @id\n  title String\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

describe("what is not known is told with its line, and never guessed", () => {
  test.each([
    [
      "a type that nobody declares",
      film("shelf Shelf"),
      "4: column Film.shelf: its type Shelf is declared nowhere in the schema",
      "open",
    ],
    ["a list of numbers", film("years Int[]"), "4: column Film.years: SQLite has no lists", "open"],
    [
      "an index on what is no column",
      film("@@index([titel])"),
      "4: @@index of Film: it names what is no column of the model",
      "open",
    ],
    [
      "a key on what is no column",
      film("@@id([titel])"),
      "1: primary key of Film: it names what is no column",
      "open",
    ],
    [
      "a function of a later Prisma",
      film("code String @default(snowflake())"),
      "4: default of column Film.code: the doctor does not know the function snowflake()",
      "closed",
    ],
    [
      "a member that the enum lacks",
      `${film("kind Kind @default(LONG)")}enum Kind {\n  SHORT\n}\n`,
      "4: default of column Film.kind: the enum Kind has no member LONG",
      "closed",
    ],
    [
      "a default of another type",
      film('year Int @default("x")'),
      "4: default of column Film.year: x is no value of Int",
      "closed",
    ],
    [
      "a default that is no SQL",
      film('code String @default(dbgenerated("hex(randomblob(4))"))'),
      '4: default of column Film.code: SQLite refuses it: near "(": syntax error',
      "closed",
    ],
    [
      "JSON, which Prisma does not quote",
      film('data Json @default("{}")'),
      "4: default of column Film.data: {} is no value of Json",
      "closed",
    ],
    [
      "a type that is none",
      film('place Unsupported("a(")'),
      '1: table Film: SQLite refuses it: near "NOT": syntax error',
      "gone",
    ],
    [
      "a relation to what is no column",
      film("next Film @relation(fields: [nextId], references: [id])"),
      "4: relation Film.next: its fields and references are not columns of Film and Film, as many of the one as of the other, or an action is unknown",
      "open",
    ],
    [
      "a table between models of which one has no key",
      `${film("rooms Room[]")}model Room {\n  no Int @unique\n  films Film[]\n}\n`,
      "4: table _FilmToRoom: one of the two models has no key of one column",
      "closed",
    ],
    [
      "a view",
      `${film()}view Long {\n  id Int @unique\n}\n`,
      "5: view Long: a schema.prisma does not say what it selects",
      "closed",
    ],
    [
      "a composite type",
      `${film()}type Place {\n  id Int\n}\n`,
      "5: type Place: SQLite has no composite types",
      "closed",
    ],
    [
      "a model of the same name",
      film() + film(),
      "5: table Film: SQLite refuses it: another table has the name",
      "closed",
    ],
    [
      "an index of the same name",
      film('@@index([title], map: "a")', '@@index([id], map: "a")'),
      "5: index a: SQLite refuses it: something else has the name",
      "open",
    ],
  ])("%s", async (_, schema, message, state) => {
    expect(await unread(schema)).toEqual([message]);
    const { tables } = await declare(schema);
    const [table] = tables;
    expect(table === undefined ? "gone" : table.open ? "open" : "closed").toBe(state);
  });

  test("a default that is not known leaves that facet open, and dbgenerated() without SQL does so in silence", async () => {
    const { tables, notAnalysed } = await declare(film("code String @default(dbgenerated())"));
    expect(notAnalysed).toEqual([]);
    expect(tables[0]?.columns[2]).not.toHaveProperty("default");
    expect(tables[0]?.columns[1]).toHaveProperty("default", null);
  });
});

describe("what no schema can be read from is refused in words", () => {
  const naming = { tables: "snake_plural", columns: "snake" } as const;
  const read = (root: string, ...patterns: readonly string[]) =>
    readModel({ root, patterns, databaseType: null, naming }, sources);

  test.each(["postgresql", "mysql", "mongodb"])("a schema for %s", async (provider) => {
    const schema = `\ndatasource db {\n  provider = "${provider}"\n  url = env("X")\n}\n${film()}`;
    await expect(declare(schema)).rejects.toThrow(
      `schema.prisma:2: the schema is about another engine than SQLite: its provider is "${provider}".`,
    );
  });

  test("no such file, a folder without one, a pattern that matches none", async () => {
    const root = project({ "readme.md": "x" });
    mkdirSync(join(root, "empty.prisma"));
    for (const pattern of ["schema.prisma", "empty.prisma", "db/*.prisma"])
      await expect(read(root, pattern)).rejects.toThrow(`The model "${pattern}" names no .prisma file`);
    await expect(read(root, "empty")).rejects.toThrow("names neither TypeScript, .prisma nor .sql files");
  });

  test("a file that is no text", async () => {
    const root = project({});
    writeFileSync(join(root, "schema.prisma"), Buffer.from([0x53, 0, 0x51]));
    await expect(read(root, "schema.prisma")).rejects.toThrow("The model schema.prisma is not UTF-8 text.");
  });

  test("an empty file declares nothing", async () => {
    expect(await declare("")).toMatchObject({ tables: [], unparsable: [], notAnalysed: [] });
  });
});
