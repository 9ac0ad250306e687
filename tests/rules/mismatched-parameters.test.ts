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
    [one, "true", "value 1 is a boolean, which better-sqlite3 does not bind; hand over a number."],
    [one, "[1 > 2]", "value 1 is a boolean, which better-sqlite3 does not bind; hand over a number."],
    [
      "SELECT title FROM books WHERE id = ? AND title = ?",
      "1, new Date()",
      "value 2 is a Date, which better-sqlite3 does not bind; hand over its time or toISOString().",
    ],
    [
      named,
      "{ id: 1, title: false }",
      "title is a boolean, which better-sqlite3 does not bind; hand over a number.",
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
    [one, "undefined"],
    [one, "Number(true)"],
    [one, "Date.now()"],
    [one, "new Uint8Array(2)"],
    ["SELECT title FROM books WHERE id IN (?, ?, ?)", "1, [2, 3]"],
  ])("is silent on %s with (%s), which better-sqlite3 takes", async (sql, args) => {
    expect(isRefused(sql, args)).toBe(false);
    expect(await said(sql, args)).toEqual([]);
  });

  it.each([
    "db.prepare(SQL).bind(1).all()",
    "db.prepare(SQL).bind(1).pluck().get()",
    "(() => { const find = db.prepare(SQL); find.bind(1); return find.all(); })()",
    "(() => { const find = db.prepare(SQL).bind(1); return find.get(); })()",
    "(() => { const find = db.prepare(SQL); return find.bind(1).all(); })()",
  ])("leaves alone what is bound beforehand: %s", async (call) => {
    const connection = new Database(":memory:");
    connection.exec(schema);
    new Function("db", `return ${call.replace("SQL", `"${one}"`)}`)(connection);
    connection.close();
    const code = `import Database from "better-sqlite3";\nconst db = new Database("a.db");\nexport const find = () => ${call.replace("SQL", `"${one}"`)};`;
    expect(await messagesOf("mismatched-parameters", { declared: schema, actual: schema, code })).toEqual([]);
  });

  it("says nothing of values that may be of a type that is bound", async () => {
    const body =
      'export const find = (id: number | boolean | null, day: Date | string, more: any) => db.prepare("SELECT title FROM books WHERE id = ? AND title = ? AND title = ?").all(id, day, more);';
    const code = `import Database from "better-sqlite3";\nconst db = new Database("a.db");\n${body}`;
    expect(await messagesOf("mismatched-parameters", { declared: schema, actual: schema, code })).toEqual([]);
    const strict = code.replace("number | boolean | null", "boolean | null");
    expect(
      await messagesOf("mismatched-parameters", { declared: schema, actual: schema, code: strict }),
    ).toHaveLength(1);
  });
});
