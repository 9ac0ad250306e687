import { describe, expect, it } from "vitest";
import { database, type Files, statements } from "./lazily.ts";

describe("a part of a statement from another file is found", () => {
  it.each<[string, Files, string]>([
    [
      "the name of a table",
      {
        "names.ts": 'export const table = "books";',
        "app.ts": `import { table } from "./names.ts";\n${database}db.prepare(\`SELECT id FROM \${table}\`).all();`,
      },
      "SELECT id FROM books",
    ],
    [
      "one of several constants declared at once",
      {
        "more.ts": "export const limit = 3;",
        "names.ts": 'export const first = "id", second = "title";',
        "index.ts": 'export * from "./more.ts";\nexport * from "./names.ts";',
        "app.ts": `import { second } from "./index.ts";\n${database}db.prepare("SELECT " + second + " FROM books").all();`,
      },
      "SELECT title FROM books",
    ],
    [
      "one taken out of an object",
      {
        "names.ts": 'export const { table, key } = { table: "books", key: "id" };',
        "app.ts": `import { table } from "./names.ts";\n${database}db.prepare(\`SELECT id FROM \${table}\`).all();`,
      },
      "SELECT id FROM books",
    ],
    [
      "made of constants of a third",
      {
        "prefix.ts": 'export const prefix = "shop_";',
        "names.ts": 'import { prefix } from "./prefix.ts";\nexport const table = prefix + "books";',
        "app.ts": `import { table } from "./names.ts";\n${database}db.prepare(\`SELECT id FROM \${table}\`).all();`,
      },
      "SELECT id FROM shop_books",
    ],
    [
      "the member of an enum",
      {
        "state.ts": 'export enum State { open = "open", closed = "closed" }',
        "app.ts": `import { State } from "./state.ts";\n${database}db.prepare(\`SELECT id FROM books WHERE state = '\${State.open}'\`).all();`,
      },
      "SELECT id FROM books WHERE state = 'open'",
    ],
    [
      "a member of an object",
      {
        "names.ts": 'export const tables = { books: "books", readers: "readers" } as const;',
        "app.ts": `import { tables } from "./names.ts";\n${database}db.prepare(\`SELECT id FROM \${tables.readers}\`).all();`,
      },
      "SELECT id FROM readers",
    ],
    [
      "of a whole file",
      {
        "names.ts": `import { prefix } from "./prefix.ts";\nexport const table = \`\${prefix}books\`;`,
        "prefix.ts": 'export const prefix = "shop_";',
        "app.ts": `import * as names from "./names.ts";\n${database}db.prepare(\`SELECT id FROM \${names.table}\`).all();`,
      },
      "SELECT id FROM shop_books",
    ],
    [
      "the default of a file",
      {
        "table.ts": `import { prefix } from "./prefix.ts";\nexport default \`\${prefix}books\`;`,
        "prefix.ts": 'export const prefix = "shop_";',
        "app.ts": `import table from "./table.ts";\n${database}db.prepare(\`SELECT id FROM \${table}\`).all();`,
      },
      "SELECT id FROM shop_books",
    ],
    [
      "what a function with a stated type returns",
      {
        "prefix.ts": 'export const prefix = "shop_";',
        "names.ts":
          'import { prefix } from "./prefix.ts";\nexport function named(table: string): string { return prefix + table; }',
        "app.ts": `import { named } from "./names.ts";\n${database}db.prepare(\`SELECT id FROM \${named("books")}\`).all();`,
      },
      "SELECT id FROM shop_books",
    ],
    [
      "one of a type's texts",
      {
        "order.ts": 'export type Order = "ASC" | "DESC";',
        "input.ts": 'import type { Order } from "./order.ts";\nexport interface Input { order: Order }',
        "app.ts": `import type { Input } from "./input.ts";\n${database}export const all = ({ order }: Input) => db.prepare(\`SELECT id FROM books ORDER BY id \${order}\`).all();`,
      },
      "SELECT id FROM books ORDER BY id ASC\nSELECT id FROM books ORDER BY id DESC",
    ],
    [
      "the column of a class above",
      {
        "prefix.ts": 'export const prefix = "shop_";',
        "base.ts": `import { prefix } from "./prefix.ts";\nexport abstract class Base { protected readonly table = \`\${prefix}books\`; rename(): void {} }`,
        "app.ts": `import { Base } from "./base.ts";\n${database}export class Books extends Base { all() { return db.prepare(\`SELECT id FROM \${this.table}\`).all(); } }`,
      },
      "SELECT id FROM shop_books",
    ],
    [
      "imported when it is needed",
      {
        "prefix.ts": 'export const prefix = "shop_";',
        "names.ts": `import { prefix } from "./prefix.ts";\nexport const table = \`\${prefix}books\`;`,
        "app.ts": `${database}export async function all() { const { table } = await import("./names.ts"); return db.prepare(\`SELECT id FROM \${table}\`).all(); }`,
      },
      "SELECT id FROM shop_books",
    ],
  ])("%s", (_, files, text) => {
    expect(statements(files).join("\n")).toBe(text);
  });
});

describe("a function that hands SQL on is found in another file", () => {
  const calls = (imports: string, call: string): string =>
    `${imports}\nimport { db } from "./db.ts";\nexport const all = () => ${call};`;

  it.each<[string, Files]>([
    [
      "by the name of what it takes",
      {
        "db.ts": database,
        "rows.ts":
          'import type { Shop } from "./shop.ts";\nexport const rows = ({ db }: Shop, sql: string) => db.get(sql);',
        "shop.ts": 'import { db } from "./db.ts";\nexport interface Shop { db: typeof db }',
        "app.ts": calls('import { rows } from "./rows.ts";', 'rows({ db }, "SELECT id FROM books")'),
      },
    ],
    [
      "by the driver it imports",
      {
        "db.ts": database,
        "rows.ts":
          'import type { Database } from "better-sqlite3";\nexport function rows(db: Database, text: string) { return db.prepare(text).all(); }',
        "app.ts": calls('import { rows } from "./rows.ts";', 'rows(db, "SELECT id FROM books")'),
      },
    ],
    [
      "behind a barrel",
      {
        "db.ts": database,
        "rows.ts":
          'import type { Database } from "better-sqlite3";\nexport default function rows(db: Database, text: string) { return db.prepare(text).all(); }',
        "index.ts": 'export { default as rows } from "./rows.ts";',
        "app.ts": calls('import { rows } from "./index.ts";', 'rows(db, "SELECT id FROM books")'),
      },
    ],
    [
      "as a method of the class above",
      {
        "db.ts": database,
        "base.ts":
          'import { db } from "./db.ts";\nexport class Base { protected rows(text: string) { return db.prepare(text).all(); } }',
        "app.ts":
          'import { Base } from "./base.ts";\nexport class Books extends Base { all() { return this.rows("SELECT id FROM books"); } }',
      },
    ],
  ])("%s", (_, files) => {
    expect(statements(files)).toContain("SELECT id FROM books");
  });
});

describe("a type is found that only another unit of the file leads to:", () => {
  it("the caller of functions of which one makes the text and one runs it", () => {
    const files = {
      "rows.ts": "export interface Book { id: number }",
      "app.ts": `import type { Book } from "./rows.ts";\n${database}
        function all(text: string) { return db.prepare(text).all(); }
        const select = (table: string) => { return \`SELECT id FROM \${table}\`; };
        export const books = () => all(select("books")) as Book[];`,
    };
    expect(statements(files)).toEqual(["SELECT id FROM books -> id number"]);
  });

  it("a method that is inherited, through one that is private there, of a class from a third file", () => {
    const files = {
      "rows.ts": "export interface Book { id: number }",
      "list.ts":
        'import type { Book } from "./rows.ts";\nexport class List { protected books(): Book[] { return []; } }',
      "base.ts":
        'import { List } from "./list.ts";\nexport class Base extends List { known() { return this.books(); } }',
      "app.ts": `import { Base } from "./base.ts";\n${database}
        export class Books extends Base { all(): ReturnType<Base["known"]> { return db.prepare("SELECT id FROM books").all(); } }`,
    };
    expect(statements(files)).toEqual(["SELECT id FROM books -> id number"]);
  });

  it("a property that the constructor of a class says the type of", () => {
    const files = {
      "db.ts": database,
      "opened.ts": 'import { db } from "./db.ts";\nexport function opened() { return db; }',
      "base.ts":
        'import { opened } from "./opened.ts";\nexport class Base { protected db; constructor() { this.db = opened(); } }',
      "app.ts":
        'import { Base } from "./base.ts";\nexport class Books extends Base { all() { return this.db.prepare("SELECT id FROM books").all(); } }',
    };
    expect(statements(files)).toEqual(["SELECT id FROM books"]);
  });

  it("the properties of a class that does things, too, which nothing names", () => {
    const files = {
      "title.ts": "export type Title = string | null;",
      "book.ts":
        'import type { Title } from "./title.ts";\nexport class Book { title!: Title; describe(): string { return ""; } }',
      "app.ts": `import type { Book } from "./book.ts";\n${database}export const all = () => db.prepare("SELECT * FROM books").all() as Book[];`,
    };
    expect(statements(files)).toEqual(["SELECT * FROM books -> title string?"]);
  });
});
