import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { database, type Files, found, parsed } from "./lazily.ts";
import { filesOf, randomProjects } from "./random-project.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 60);

describe("of files without SQL those are parsed that declare what SQL needs:", () => {
  it.each<[string, Files, string[]]>([
    [
      "none where nothing is needed",
      {
        "app.ts": `import { format } from "./format.ts";\n${database}export const all = () => db.prepare("SELECT id FROM books").all();\nexport const title = (text: string) => format(text);`,
        "format.ts": "export const format = (text: string) => text.trim();",
        "alone.ts": "export const alone = 1;",
      },
      ["app.ts"],
    ],
    [
      "not what a method without SQL uses",
      {
        "app.ts": `import { Mailer } from "./mailer.ts";\nimport type { Book } from "./book.ts";\n${database}
          export class Books {
            private readonly mailer = new Mailer();
            all() { return db.prepare("SELECT id FROM books").all() as Book[]; }
            tell() { this.mailer.send("new books"); }
          }`,
        "mailer.ts": "export class Mailer { send(text: string) { return text; } }",
        "book.ts": "export interface Book { id: number }",
      },
      ["app.ts", "book.ts"],
    ],
    [
      "not what a function uses that says what it returns",
      {
        "app.ts": `import { limit } from "./limit.ts";\n${database}export const some = () => db.prepare("SELECT id FROM books LIMIT ?").all(limit());`,
        "limit.ts":
          'import { settings } from "./settings.ts";\nexport function limit(): number { return settings.limit; }',
        "settings.ts": "export const settings = { limit: 3 };",
      },
      ["app.ts", "limit.ts"],
    ],
    [
      "what a function uses that does not",
      {
        "app.ts": `import { limit } from "./limit.ts";\n${database}export const some = () => db.prepare("SELECT id FROM books LIMIT ?").all(limit());`,
        "limit.ts":
          'import { settings } from "./settings.ts";\nexport function limit() { return settings.limit; }',
        "settings.ts": "export const settings = { limit: 3 };",
      },
      ["app.ts", "limit.ts", "settings.ts"],
    ],
    [
      "one of many that a barrel hands on",
      {
        "app.ts": `import type { Book } from "./index.ts";\n${database}export const all = () => db.prepare("SELECT id FROM books").all() as Book[];`,
        "index.ts":
          'export * from "./book.ts";\nexport * from "./reader.ts";\nexport * from "./loans/index.ts";',
        "book.ts": "export interface Book { id: number }",
        "reader.ts": "export interface Reader { id: number }",
        "loans/index.ts": 'export * from "./loan.ts";',
        "loans/loan.ts": "export interface Loan { id: number }",
      },
      ["app.ts", "book.ts", "index.ts"],
    ],
    [
      "not the components of a page",
      {
        "page.tsx": `import { List } from "./list.tsx";\nimport { db } from "./db.ts";\nexport default function Page() { return <List items={db.prepare("SELECT id FROM books").all()} />; }`,
        "db.ts": database,
        "list.tsx":
          "export function List({ items }: { items: unknown[] }) { return <ul>{items.length}</ul>; }",
      },
      ["db.ts", "page.tsx"],
    ],
    [
      "not what only a private part of a needed class uses",
      {
        "app.ts": `import type { Shop } from "./shop.ts";\n${database}export const all = (shop: Shop) => db.prepare("SELECT id FROM books WHERE shop = ?").all(shop.id);`,
        "shop.ts":
          'import { Mailer } from "./mailer.ts";\nexport class Shop { id = 1; private mailer = new Mailer(); tell() { return this.mailer; } }',
        "mailer.ts": "export class Mailer {}",
      },
      ["app.ts", "shop.ts"],
    ],
  ])("%s", (_, files, expected) => {
    expect(parsed(files)).toEqual(expected);
    expect(found(files).queries).toHaveLength(1);
  });
});

describe("what is found does not depend on which imports are followed", () => {
  it("in projects whose files need each other in every way", () => {
    fc.assert(
      fc.property(randomProjects, (project) => {
        const { queries, notAnalysed } = found(filesOf(project));
        expect(queries.length).toBeGreaterThanOrEqual(project.desks.length * 2);
        expect(queries.every(({ runs }) => runs.some(({ claim }) => claim?.properties.length === 2))).toBe(
          true,
        );
        expect(notAnalysed).toEqual([]);
      }),
      { numRuns: runs },
    );
  }, 600_000);
});
