import { describe, expect, it } from "vitest";
import { onlyQuery, read } from "./application.ts";

const find = 'const find = db.prepare("SELECT title FROM books WHERE author = ?");\n';
const authors = "declare const authors: { id: number }[]; declare const id: number;\n";

/** What the only statement's runs loop over, with the function through which. */
function loops(code: string): (string | null)[] {
  return onlyQuery(authors + code).runs.map(({ loop }) =>
    loop === null ? null : `${loop.over}${loop.caller === null ? "" : ` through ${loop.caller}`}`,
  );
}

describe("a statement that is run once per item", () => {
  it.each([
    ["for (const author of authors) find.all(author.id);", "authors"],
    ["for (let i = 0; i < authors.length; i++) find.all(authors[i].id);", "i < authors.length"],
    ["for (const place in authors) find.all(authors[place].id);", "authors"],
    [
      "let i = 0; while (i < authors.length) { const author = authors[i++]; find.all(author.id); }",
      "i < authors.length",
    ],
    [
      "let i = 0; do { const author = authors[i++]; find.all(author.id); } while (i < authors.length);",
      "i < authors.length",
    ],
    ["authors.map((author) => find.all(author.id));", "authors"],
    ["authors.map(({ id }) => find.all(id));", "authors"],
    ["authors.forEach(function (author) { find.all(author.id); });", "authors"],
    ["authors.filter((author) => find.get(author.id) !== undefined);", "authors"],
    ["authors.reduce((sum, author) => sum + find.all(author.id).length, 0);", "authors"],
    [
      "export const all = async () => Promise.all(authors.map(async (author) => find.all(author.id)));",
      "authors",
    ],
    [
      "export async function all(rows: AsyncIterable<{ id: number }>) { for await (const row of rows) find.all(row.id); }",
      "rows",
    ],
    [
      "for (const author of authors) { if (author.id > 3) { const { id } = author; find.all(id); } }",
      "authors",
    ],
  ])("is found: %s", (code, over) => {
    expect(loops(find + code)).toEqual([over]);
  });

  it("is found in a function that is called in a loop", () => {
    expect(
      loops(`${find}const booksOf = (author: number) => find.all(author);
        for (const author of authors) booksOf(author.id);`),
    ).toEqual(["authors through booksOf"]);
    expect(
      loops(`${find}class Books { of(author: number) { return find.all(author); } }
        const books = new Books();
        authors.map((author) => books.of(author.id));`),
    ).toEqual(["authors through of"]);
  });

  it("is found in a function of another file", () => {
    const { queries } = read({
      "books.ts": `import Database from "better-sqlite3"; const db = new Database("a.db");
        export function booksOf(author: number) { return db.prepare("SELECT 1 WHERE 1 = ?").all(author); }`,
      "app.ts": `import { booksOf } from "./books.ts"; ${authors}
        for (const author of authors) booksOf(author.id);`,
    });
    expect(queries[0]?.runs[0]?.loop).toMatchObject({
      location: { file: "app.ts", line: 3 },
      caller: "booksOf",
    });
  });

  it("is found where its values are bound by name", () => {
    expect(
      loops(
        'const named = db.prepare("SELECT title FROM books WHERE author = :id"); for (const { id } of authors) named.all({ id });',
      ),
    ).toEqual(["authors"]);
  });

  it("is found where it is prepared and run there", () => {
    expect(
      loops('for (const { id } of authors) db.prepare("SELECT title FROM books WHERE author = ?").all(id);'),
    ).toEqual(["authors"]);
  });

  it.each([
    ["another statement's rows are gone over", "for (const book of find.all(id)) console.log(book);"],
    [
      "nothing of a round is handed over",
      "for (const author of authors) { if (author.id === 3) find.all(id); }",
    ],
    [
      "it is tried again",
      "for (let attempt = 0; attempt < 3; attempt++) { try { find.all(id); break; } catch (e) { if (attempt === 2) throw e; } }",
    ],
    [
      "chunks are gone over",
      "for (let i = 0; i < authors.length; i += 500) find.all(...authors.slice(i, i + 500).map((author) => author.id));",
    ],
    [
      "each chunk is handed over as a whole",
      "declare const chunks: number[][]; for (const chunk of chunks) find.all(...chunk);",
    ],
    [
      "the function only stands in a loop",
      "for (const author of authors) { const later = () => find.all(id); later(); console.log(author); }",
    ],
  ])("is none where %s", (_, code) => {
    expect(loops(find + code)).toEqual([null]);
  });

  it("is none where each round asks another database", () => {
    expect(
      loops(
        'for (const file of authors.map(String)) { const db = new Database(file); db.prepare("SELECT count(*) FROM books").get(); }',
      ),
    ).toEqual([null]);
  });
});

describe("a statement that is prepared in each round", () => {
  const preparedIn = (code: string) => onlyQuery(authors + code).preparedIn?.line ?? null;
  const prepare = 'db.prepare("DELETE FROM books WHERE author = ?")';

  it("is found", () => {
    expect(preparedIn(`for (const author of authors) ${prepare}.run(author.id);`)).toBe(4);
    expect(preparedIn(`authors.forEach((author) => { ${prepare}.run(author.id); });`)).toBe(4);
    expect(
      preparedIn(`authors.map((author) => { const drop = ${prepare}; return drop.run(author.id); });`),
    ).toBe(4);
  });

  it.each([
    [
      "its text differs from round to round",
      `for (const table of ['books', 'loans'] as string[]) db.prepare(\`DELETE FROM \${table}\`).run();`,
    ],
    [
      "its database differs from round to round",
      "declare const databases: Database.Database[]; for (const each of databases) each.prepare('DELETE FROM books').run();",
    ],
    ["it is prepared before", `const drop = ${prepare}; for (const author of authors) drop.run(author.id);`],
    ["it is kept", `let drop: any; for (const author of authors) (drop ??= ${prepare}).run(author.id);`],
  ])("is none where %s", (_, code) => {
    expect(preparedIn(code)).toBeNull();
  });
});
