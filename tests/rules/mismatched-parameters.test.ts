import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { messagesOf } from "./found.ts";

const schema = "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);";

const said = async (sql: string, args: string): Promise<string[]> => {
  const code = `import Database from "better-sqlite3";\nconst db = new Database("a.db");\nexport const find = () => db.prepare("${sql}").all(${args});`;
  const messages = await messagesOf("mismatched-parameters", { declared: schema, actual: schema, code });
  return messages.map((message) => message.replace("src/app.ts:3 (find): ", ""));
};

/** Whether better-sqlite3 refuses these values. */
const isRefused = (sql: string, args: string): boolean => {
  const connection = new Database(":memory:");
  try {
    connection.exec(schema);
    new Function("statement", `statement.all(${args})`)(connection.prepare(sql));
    return false;
  } catch (error) {
    return error instanceof RangeError || error instanceof TypeError;
  } finally {
    connection.close();
  }
};

const one = "SELECT title FROM books WHERE id = ?";
const named = "SELECT title FROM books WHERE id = :id AND title = @title";

describe("mismatched-parameters", () => {
  it.each([
    [one, "", "has 1 parameter and gets 0 values."],
    [one, "1, 2", "has 1 parameter and gets 2 values."],
    [one, "[1, 2]", "has 1 parameter and gets 2 values."],
    [one, "{ id: 1 }", "has 1 parameter by place and gets its values by name."],
    [named, "", "lacks id and title."],
    [named, "{ id: 1 }", "lacks title."],
    [named, "1, 'a'", "has parameters by name (id and title) and gets its values by place."],
    ["SELECT title FROM books", "1", "has 0 parameters and gets 1 value."],
    [
      "SELECT title FROM books WHERE id = ?1",
      "1",
      "numbers its parameters, which better-sqlite3 takes by name ({ 1: … }) and never by place; write ? instead.",
    ],
  ])("says of %s with (%s) what better-sqlite3 refuses", async (sql, args, words) => {
    expect(isRefused(sql, args)).toBe(true);
    expect(await said(sql, args)).toEqual([words]);
  });

  it.each([
    [one, "1"],
    [one, "[1]"],
    [named, "{ id: 1, title: 'a' }"],
    [named, "{ id: 1, title: 'a', more: 2 }"],
    ["SELECT title FROM books WHERE id = ?1", "{ 1: 7 }"],
    ["SELECT title FROM books WHERE id = ? AND title = :title", "1, { title: 'a' }"],
    ["SELECT '?' FROM books", ""],
  ])("is silent on %s with (%s), which better-sqlite3 takes", async (sql, args) => {
    expect(isRefused(sql, args)).toBe(false);
    expect(await said(sql, args)).toEqual([]);
  });
});
