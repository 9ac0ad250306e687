import { describe, expect, test } from "vitest";
import { created } from "./declare.ts";

/** The line of a column in the CREATE TABLE that the doctor reads out of `{ c: … }`. */
async function column(text: string, before = ""): Promise<string> {
  const sql = await created(`${before}\nexport const books = sqliteTable("books", { c: ${text} });`);
  return sql.replace(/^CREATE TABLE `books` \( /, "").replace(/ \)$/, "");
}

// Each expectation is the line that drizzle-kit 0.31.11 generates from the same text.
describe("columns are created as drizzle-kit creates them", () => {
  test.each([
    [`integer("id").primaryKey({ autoIncrement: true })`, "`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL"],
    [`integer().primaryKey()`, "`c` integer PRIMARY KEY NOT NULL"],
    [`integer({ mode: "boolean" }).notNull().default(true)`, "`c` integer DEFAULT true NOT NULL"],
    [
      `integer("at", { mode: "timestamp" }).default(sql\`(unixepoch())\`)`,
      "`at` integer DEFAULT (unixepoch())",
    ],
    [
      `integer({ mode: "timestamp_ms" }).default(new Date(0))`,
      "`c` integer DEFAULT '\"1970-01-01T00:00:00.000Z\"'",
    ],
    [
      `integer({ mode: "timestamp_ms" }).$defaultFn(() => new Date()).$onUpdate(() => new Date())`,
      "`c` integer",
    ],
    [`text("title", { length: 40 }).notNull()`, "`title` text(40) NOT NULL"],
    [`text({ enum: ["open", "paid"] }).default("open")`, "`c` text DEFAULT 'open'"],
    [`text().default("it's")`, "`c` text DEFAULT 'it''s'"],
    [`text().default(null as never)`, "`c` text DEFAULT 'null'"],
    [`text({ mode: "json" }).$type<string[]>().default([])`, "`c` text DEFAULT '[]'"],
    [`text({ mode: "json" }).default({ a: 1, b: [true] })`, `\`c\` text DEFAULT '{"a":1,"b":[true]}'`],
    [`real().default(-0.5)`, "`c` real DEFAULT -0.5"],
    [`blob()`, "`c` blob"],
    [`blob({ mode: "bigint" })`, "`c` blob"],
    [`blob({ mode: "json" })`, "`c` blob"],
    [`numeric({ mode: "number" }).default(1)`, "`c` numeric DEFAULT 1"],
    [`numeric().default("1.50")`, "`c` numeric DEFAULT '1.50'"],
    [`text().generatedAlwaysAs(sql\`lower('A')\`)`, "`c` text GENERATED ALWAYS AS (lower('A')) VIRTUAL"],
    [
      `text().generatedAlwaysAs("upper('a')", { mode: "stored" })`,
      "`c` text GENERATED ALWAYS AS (upper('a')) STORED",
    ],
    [`text().generatedAlwaysAs(() => sql\`'x'\`)`, "`c` text GENERATED ALWAYS AS ('x') VIRTUAL"],
  ])("%s", async (text, line) => {
    expect(await (line.includes("GENERATED") ? generated(text) : column(text))).toBe(line);
  });

  test("a custom type is what dataType() returns", async () => {
    const before = `const money = customType<{ data: number }>({ dataType() { return "numeric(10, 2)"; } });
      const sized = customType<{ data: string; config: { size: number } }>({ dataType: (config) => \`varchar(\${config?.size ?? 9})\` });`;
    expect(await column(`money("price").notNull()`, before)).toBe("`price` numeric(10, 2) NOT NULL");
    expect(await column(`sized({ size: 3 })`, before)).toBe("`c` varchar(3)");
    expect(await column(`sized("code")`, before)).toBe("`code` varchar(9)");
  });
});

/** A table needs a column besides the generated ones. */
async function generated(text: string): Promise<string> {
  const sql = await created(`export const books = sqliteTable("books", { id: integer(), c: ${text} });`);
  return sql.replace(/^CREATE TABLE `books` \( `id` integer, /, "").replace(/ \)$/, "");
}
