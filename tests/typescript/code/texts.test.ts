import { describe, expect, it } from "vitest";
import { onlyQuery, opened, read, textsOf, unreadOf } from "./application.ts";

/** The texts that an application with an open `db` hands to its only call. */
const texts = (code: string): readonly string[] => onlyQuery(code).texts;

const books = "SELECT title FROM books";

describe("a text", () => {
  it("is written out, in any quotes", () => {
    expect(
      textsOf("db.exec(\"DELETE FROM a\"); db.exec('DELETE FROM b'); db.exec(`DELETE FROM c`);"),
    ).toEqual([["DELETE FROM a"], ["DELETE FROM b"], ["DELETE FROM c"]]);
  });

  it("is a constant, also of another file, through a barrel, and typed as const", () => {
    const found = read({
      "sql.ts": `export const all = "${books}" as const;\nexport default "SELECT 1";`,
      "index.ts": 'export * from "./sql.js";',
      "app.ts": `${opened}import { all } from "./index.js";\nimport one from "./sql.js";\ndb.prepare(all);\ndb.prepare(one);`,
    });
    expect(found.queries.map((query) => query.texts)).toEqual([[books], ["SELECT 1"]]);
    expect(found.queries.map(({ location: { file, line } }) => `${file}:${line}`)).toEqual([
      "sql.ts:1",
      "sql.ts:2",
    ]);
  });

  it("is put together with +, templates, concat and join", () => {
    for (const expression of [
      '"SELECT title " + "FROM books"',
      '"SELECT " + column + " FROM " + table',
      `\`SELECT \${column} FROM \${table}\``,
      '"SELECT title".concat(" FROM ", table)',
      '["SELECT title", "FROM books"].join(" ")',
      '["SELECT", column, "FROM", table].join(" ")',
      "`  SELECT title FROM books `.trim()",
      "tables.titles",
      "tables['titles']",
      "Sql.titles",
      "titlesOf(table)",
    ]) {
      const code = `const table = "books"; const column = "title";
        const tables = { titles: "SELECT title FROM books" } as const;
        class Sql { static titles = "SELECT title FROM books"; }
        function titlesOf(name: string) { return \`SELECT title FROM \${name}\`; }
        db.prepare(${expression});`;
      expect(
        texts(code).map((text) => text.trim()),
        expression,
      ).toEqual([books]);
    }
  });

  it("is one of several where branches, unions or objects decide", () => {
    for (const expression of [
      'late ? "SELECT 1" : "SELECT 2"',
      `\`SELECT \${late ? 1 : 2}\``,
      `\`SELECT \${digit}\``,
      "queries[name]",
      "chosen",
    ]) {
      const code = `declare const late: boolean; declare const digit: 1 | 2;
        const queries = { first: "SELECT 1", second: "SELECT 2" }; declare const name: keyof typeof queries;
        let chosen = "SELECT 1"; if (late) chosen = "SELECT 2";
        db.prepare(${expression});`;
      expect([...texts(code)].sort(), expression).toEqual(["SELECT 1", "SELECT 2"]);
    }
  });

  it("is one with and without what is appended under a condition", () => {
    const code = `export function titles(author: string | null) {
      let sql = "SELECT title FROM books WHERE 1 = 1";
      if (author !== null) sql += " AND author = ?";
      return db.prepare(sql).all();
    }`;
    expect([...texts(code)].sort()).toEqual([
      "SELECT title FROM books WHERE 1 = 1",
      "SELECT title FROM books WHERE 1 = 1 AND author = ?",
    ]);
  });

  it("is one with and without the conditions that are pushed into a list", () => {
    const code = `export function titles(author: string | null) {
      const conditions = ["1 = 1"];
      if (author !== null) conditions.push("author = ?");
      return db.prepare(\`SELECT title FROM books WHERE \${conditions.join(" AND ")}\`).all();
    }`;
    expect([...texts(code)].sort()).toEqual([
      "SELECT title FROM books WHERE 1 = 1",
      "SELECT title FROM books WHERE 1 = 1 AND author = ?",
    ]);
  });

  it("has each of what a loop pushes into a list", () => {
    const pushing = `const set: string[] = [];
      for (const column of ["title", "year"]) if (column in changes) set.push(\`\${column} = ?\`);
      db.prepare(\`UPDATE books SET \${set.join(", ")} WHERE id = ?\`);`;
    expect(texts(`declare const changes: object; ${pushing}`)).toContain(
      "UPDATE books SET title = ?, year = ? WHERE id = ?",
    );
  });

  it("has one at a time of what each round of a loop pushes into a list of its own", () => {
    expect(
      texts(`for (const table of ["books", "shelves"]) {
        const list: string[] = []; list.push(\`\${table}.id\`);
        db.prepare(\`SELECT \${list.join(", ")} FROM \${table}\`); }`),
    ).not.toContain("SELECT books.id, shelves.id FROM books");
  });

  it("names a table in a template with a tag, which cannot bind a name", () => {
    expect(
      texts(`const table = 'books'; declare const sql: any;\ndb.prepare(sql\`SELECT id FROM \${table}\`);`),
    ).toEqual(["SELECT id FROM books"]);
  });

  it("is each of a list that is gone over", () => {
    const list = '["DELETE FROM loans", "DELETE FROM books"]';
    for (const code of [
      `for (const sql of ${list}) db.exec(sql);`,
      `${list}.forEach((sql) => db.exec(sql));`,
      `const scripts = ${list} as const; for (const script of scripts) db.exec(script);`,
    ])
      expect(texts(code), code).toEqual(["DELETE FROM loans", "DELETE FROM books"]);
  });
});

describe("a part that is not known", () => {
  it("stands as a value, and is named", () => {
    const query = onlyQuery(
      `declare const year: number; db.prepare(\`SELECT title FROM books WHERE year = \${year}\`);`,
    );
    expect(query).toMatchObject({ texts: ["SELECT title FROM books WHERE year = ?"], holes: ["year"] });
  });

  it("stands as a character inside quotes", () => {
    expect(
      texts(
        `declare const author: string; db.prepare(\`SELECT title FROM books WHERE author LIKE '%\${author}%'\`);`,
      ),
    ).toEqual(["SELECT title FROM books WHERE author LIKE '%x%'"]);
  });

  it("stands as a name that no table has inside quotes where a table is named", () => {
    expect(
      texts(
        `declare const table: string; db.prepare(\`SELECT id FROM '\${table}' WHERE id = '\${table}'\`);`,
      ),
    ).toEqual(["SELECT id FROM '?' WHERE id = 'x'"]);
  });

  it("is a list of placeholders where it is made of them", () => {
    for (const list of [
      'ids.map(() => "?").join(", ")',
      'new Array(ids.length).fill("?").join(",")',
      'Array.from(ids, () => "?").join()',
    ])
      expect(
        texts(
          `declare const ids: number[]; db.prepare(\`SELECT title FROM books WHERE id IN (\${${list}})\`).all(...ids);`,
        ),
        list,
      ).toEqual(["SELECT title FROM books WHERE id IN (?)"]);
  });

  it("makes a call not analysed where nothing else is known", () => {
    expect(unreadOf("declare const sql: string; db.prepare(sql);")).toEqual([
      "SQL in a call :1 its SQL is put together at run time",
    ]);
  });
});

describe("a value that is written into a text", () => {
  const written = (type: string, text = `\`SELECT title FROM books WHERE author = '\${value}'\``): string[] =>
    onlyQuery(`declare const value: ${type}; db.prepare(${text});`).concatenated.map((each) => each.text);

  it("is noted where it may be anything", () => {
    expect(written("string")).toEqual(["value"]);
    expect(written("string | null")).toEqual(["value"]);
    expect(written("any")).toEqual(["value"]);
    expect(written("string", '"SELECT title FROM books WHERE author = \'" + value + "\'"')).toEqual([
      "value",
    ]);
  });

  it("is not where a function gives a number, or a package that is not installed names it", () => {
    const before = 'import { LIMIT, limitOf } from "not-installed"; declare const text: any;\n';
    const at = (part: string): number =>
      onlyQuery(`${before}db.prepare(\`SELECT title FROM books LIMIT \${${part}}\`);`).concatenated.length;
    expect(["LIMIT", "parseInt(text, 10)", "Number(text)", "Math.max(text, 1)"].map(at)).toEqual([
      0, 0, 0, 0,
    ]);
    expect(["text", "limitOf(text)", "text.limit"].map(at)).toEqual([1, 1, 1]);
  });

  it("is not where it is a number, a truth or one of known words", () => {
    for (const type of ["number", "bigint", "boolean", "number | undefined"])
      expect(written(type), type).toEqual([]);
    expect(
      onlyQuery(
        `declare const order: "title" | "year"; db.prepare(\`SELECT title FROM books ORDER BY \${order}\`);`,
      ),
    ).toMatchObject({
      concatenated: [],
      texts: ["SELECT title FROM books ORDER BY title", "SELECT title FROM books ORDER BY year"],
    });
  });
});
