import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import { analyze, repair } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { findNamed } from "../../src/schema/names.ts";
import { lints } from "../rules/lints.ts";

/** A model that uses every tag the model language has for a new table. */
const model = `
export enum Role { Reader = "reader", Author = "author" }
export enum Level { Low = 1, High }

/** @table */
export interface Author {
  id: number;
  /** @unique */
  handle: string;
  /** @collate NOCASE
   *  @index */
  displayName: string | null;
  /** @default 'reader' */
  role: Role;
  level: Level | null;
  status: "active" | "away";
  /** @default 0 */
  score: number;
  /** @type REAL
   *  @default 1.5 */
  weight: number;
  /** @default (datetime('now')) */
  createdAt: string;
  born: Date | null;
  active: boolean;
  big: bigint;
  avatar?: Uint8Array;
  /** @default '{}' */
  settings: { theme: string; tags: string[] };
  extra: unknown;
  anything: any;
  mixed: string | number;
  /** @type VARCHAR(40)
   *  @check length(nick_name) > 1 */
  nickName: string | null;
  /** @generated lower(handle) */
  folded: string;
  /** @generated score * 2 stored */
  doubled: number;
}

/**
 * @table author_books
 * @primaryKey (authorId, bookId)
 * @withoutRowid
 * @strict
 */
export interface AuthorBook {
  /** @references authors(id)
   *  @onDelete cascade */
  authorId: number;
  /** @references books(id)
   *  @onDelete cascade
   *  @onUpdate set null */
  bookId: number;
  share: number | null;
}

/**
 * @table
 * @unique one_title (title, edition)
 * @unique (isbn)
 * @index by_date (published_at DESC, title) where published_at IS NOT NULL
 * @index (title COLLATE NOCASE)
 * @check sane_pages pages > 0 AND pages < 10000
 * @check title <> ''
 */
export interface Book {
  /** @primaryKey
   *  @autoincrement */
  id: number;
  title: string;
  edition: number;
  isbn: string | null;
  pages: number | null;
  publishedAt: string | null;
  /** @references books(id) */
  sequelOf: number | null;
  /** @column "order"
   *  @default 7 */
  position: number;
}

/** @table
 *  @references (bookAuthor, bookId) author_books(author_id, book_id)
 *  @primaryKey (code) */
export class Review {
  code!: string;
  bookAuthor!: number;
  bookId!: number;
  stars!: 1 | 2 | 3 | 4 | 5;
  private note?: string;
  author!: Author;
  rate(): number { return this.stars; }
}

/** @table */
export type Keyless = { name: string; value: -1 | 0 | 1 | null };
`.replace('/** @column "order"', "/** @column order");

let folder: string;
let created: Report;
const database = (): string => join(folder, "app.db");

describe("a database that the doctor creates from types", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "doctor-created-"));
    writeFileSync(join(folder, "model.ts"), model);
    const connection = new Database(database());
    connection.exec("CREATE TABLE legacy (id INTEGER PRIMARY KEY, note TEXT)");
    const options = { folder, database: "app.db", model: ["model.ts"], only: [], allowDestructive: false };
    created = (await repair(options)).report;
    connection.pragma("foreign_keys = OFF");
    for (const { sql } of created.plan.steps) for (const statement of sql) connection.exec(statement);
    connection.pragma("foreign_keys = ON");
    connection.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is proven before it is made", () => {
    expect(created.proof.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(created.proof.ok).toBe(true);
  });

  it("has nothing to report then but the table it does not know", async () => {
    const report = await analyze({ folder, database: "app.db", model: ["model.ts"] });
    const issues = report.issues.filter(({ rule }) => !lints.has(rule));
    expect(issues.map(({ rule, severity, table }) => [rule, severity, table])).toEqual([
      ["unmanaged-table", "info", "legacy"],
    ]);
    expect(report.plan.steps).toEqual([]);
    expect(report.notAnalysed).toEqual([]);
  });

  it("has every facet the model states", () => {
    const connection = new Database(database(), { readonly: true });
    const { tables } = introspect(connection);
    connection.close();
    const table = (name: string) => findNamed(tables, name);
    const column = (of: string, name: string) => findNamed(table(of)?.columns ?? [], name);
    expect(tables.map(({ name }) => name).toSorted()).toEqual([
      "author_books",
      "authors",
      "books",
      "keylesses",
      "legacy",
      "reviews",
    ]);
    expect(table("authors")?.primaryKey?.rowidAlias).toBe(true);
    expect(table("books")?.primaryKey?.autoincrement).toBe(true);
    expect(table("author_books")).toMatchObject({ strict: true, withoutRowid: true });
    expect(
      table("author_books")?.foreignKeys.map(({ parent, onDelete, onUpdate }) => [
        parent,
        onDelete,
        onUpdate,
      ]),
    ).toEqual([
      ["authors", "CASCADE", "NO ACTION"],
      ["books", "CASCADE", "SET NULL"],
    ]);
    expect(table("reviews")?.foreignKeys.map(({ columns }) => columns)).toEqual([["book_author", "book_id"]]);
    expect(table("reviews")?.columns.map(({ name }) => name)).toEqual([
      "code",
      "book_author",
      "book_id",
      "stars",
      "note",
    ]);
    expect(table("keylesses")?.primaryKey).toBeNull();
    expect(column("authors", "avatar")).toMatchObject({ type: "BLOB", notNull: false });
    expect(column("authors", "weight")).toMatchObject({ type: "REAL", default: "1.5", notNull: true });
    expect(column("authors", "display_name")).toMatchObject({ collation: "NOCASE", notNull: false });
    expect(column("authors", "nick_name")).toMatchObject({ type: "VARCHAR(40)", notNull: false });
    expect(column("authors", "folded")?.generated).toMatchObject({ stored: false });
    expect(column("authors", "doubled")?.generated).toMatchObject({ stored: true });
    expect(column("authors", "extra")?.type).toBe("TEXT");
    expect(column("books", "order")).toMatchObject({ default: "7", notNull: true });
    const indexes = table("books")?.indexes.map(({ parts, where, unique }) => [
      parts.map(({ column: name, collation, descending }) => [name, collation, descending]),
      where,
      unique,
    ]);
    expect(indexes).toContainEqual([
      [
        ["published_at", "BINARY", true],
        ["title", "BINARY", false],
      ],
      "published_at IS NOT NULL",
      false,
    ]);
    expect(indexes).toContainEqual([[["title", "NOCASE", false]], null, false]);
  });

  it.each([
    [
      "a role that is none",
      "INSERT INTO authors (handle, status, active, big, settings, mixed, role) VALUES ('a', 'active', 1, 1, '{}', 1, 'king')",
      /CHECK/,
    ],
    [
      "a status that is none",
      "INSERT INTO authors (handle, status, active, big, settings, mixed) VALUES ('a', 'gone', 1, 1, '{}', 1)",
      /CHECK/,
    ],
    ["too many stars", "INSERT INTO reviews VALUES ('a', 1, 1, 6, NULL)", /CHECK/],
    [
      "a short nickname",
      "INSERT INTO authors (handle, status, active, big, settings, mixed, nick_name) VALUES ('a', 'active', 1, 1, '{}', 1, 'x')",
      /CHECK/,
    ],
    [
      "no handle",
      "INSERT INTO authors (status, active, big, settings, mixed) VALUES ('active', 1, 1, '{}', 1)",
      /NOT NULL/,
    ],
    ["NULL in a text key", "INSERT INTO reviews VALUES (NULL, 1, 1, 5, NULL)", /NOT NULL/],
    ["a review of nothing", "INSERT INTO reviews VALUES ('a', 1, 1, 5, NULL)", /FOREIGN KEY/],
    ["a book without pages", "INSERT INTO books (title, edition, pages) VALUES ('Emma', 1, 0)", /CHECK/],
    ["a value that is none", "INSERT INTO keylesses VALUES ('x', 2)", /CHECK/],
  ])("refuses %s", (_, sql, message) => {
    const connection = new Database(database());
    try {
      expect(() => connection.exec(`BEGIN; ${sql}; COMMIT`)).toThrow(message);
    } finally {
      connection.close();
    }
  });

  it("takes what the types allow", () => {
    const connection = new Database(database());
    connection.exec("BEGIN");
    connection.exec(
      "INSERT INTO authors (handle, status, active, big, settings, mixed, level) VALUES ('Ada', 'active', 1, 1, '{}', 'x', 2)",
    );
    connection.exec("INSERT INTO books (title, edition) VALUES ('Emma', 1)");
    connection.exec("INSERT INTO keylesses VALUES ('x', -1), ('y', NULL)");
    expect(connection.prepare("SELECT role, score, weight, folded, doubled FROM authors").get()).toEqual({
      role: "reader",
      score: 0,
      weight: 1.5,
      folded: "ada",
      doubled: 0,
    });
    connection.exec("ROLLBACK");
    connection.close();
  });
});
