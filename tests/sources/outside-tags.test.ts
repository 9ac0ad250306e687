import { describe, expect, test } from "vitest";
import { said } from "./outside.ts";
import { failure } from "./project.ts";

type Case = readonly [sentence: string, source: string, ...lines: string[]];
function tell(cases: readonly Case[]): void {
  test.each(cases)("%s", async (_, source, ...lines) => {
    expect(await said(source)).toEqual(lines);
  });
}
const book = (members: string, head = "@table") => `/** ${head} */\nexport interface Book {\n${members}\n}`;

describe("comments in strange places", () => {
  tell([
    [
      "one line, several members, separators of every kind",
      '/** @table */ export interface Book { /** @primaryKey */ id: number, /** @unique */ isbn: string; /** @index */ title: string\n /** @column "yr" */ year: number }',
      "books: id number, isbn string, title string, yr number; key (id); unique (isbn); index (title)",
    ],
    [
      "a type literal on one line",
      "/** @table */ export type Book = { id: number; /** @unique */ isbn: string; /** @default 0 */ sold: number };",
      "books: id number, isbn string, sold number = 0; unique (isbn)",
    ],
    [
      "an intersection and a union with tags inside",
      "/** @table */ export type Book = { id: number } & { /** @unique */ isbn: string } & ({ /** @index */ kind: 'a' } | { kind: 'b'; /** @type REAL */ x: number });",
      'books: id number, isbn string, kind "a"|"b", x <REAL>?; unique (isbn); index (kind)',
    ],
    [
      "several blocks before a property all count",
      book("/** @unique */\n/** @default 'x' */\n// @index\n/* @collate nocase */\nisbn: string"),
      "books: isbn string = 'x'; unique (isbn)",
    ],
    [
      "of several blocks before a declaration the one with @table counts",
      "/** @table volumes\n @strict */\n/** Just words. */\nexport interface Book { id: number }",
      "volumes: id number; strict",
    ],
    [
      "tags before decorators and modifiers",
      "function Column(...args: any[]): any { return () => 0 }\n/** @table */ @Column() export class Book { @Column({ type: 'text', default: '@unique' }) /** @unique */ public isbn!: string; /** @index */ @Column() readonly title: string = '/** @unique */'; @Column() private x = `/** @unique */` }",
      "books: isbn string, title string, x string; unique (isbn); index (title)",
    ],
    [
      "tags on parameter properties",
      "/** @table */ export class Book { constructor(/** @primaryKey */ public id: number, /** @unique */ readonly isbn: string) {} }",
      "books: id number, isbn string; key (id); unique (isbn)",
    ],
    [
      "tabs, many blanks, no leading stars and a closing mark beside the text",
      "/**\n\t@table\tvolumes\n\n\t@unique   by_isbn   (  isbn ,id  )*/\nexport interface Book { id: number; /**@default  'a  b'   @index   */ isbn: string }",
      "volumes: id number, isbn string = 'a  b'; unique by_isbn (isbn, id); index (isbn)",
    ],
    [
      "a list over several lines with stars",
      "/**\n * @table\n * @index by_all (\n *   title,\n *   year DESC\n * ) where title\n *   IS NOT NULL\n *\n * Words behind a blank line.\n */\nexport interface Book { title: string; year: number }",
      "books: title string, year number; index by_all (title, year DESC) where title IS NOT NULL",
    ],
    [
      "an e-mail address, a package and code are no tags",
      book(
        "/** Ask nobody@unique.org about `@unique`, see @types/node and {@link unique}.\n * ```\n * @unique\n * ```\n */ id: number",
      ),
      "books: id number",
    ],
    [
      "@ in strings of SQL begins no tag",
      book("/** @default '@unique' @check email LIKE '%@%' @index */ email: string"),
      "books: email string = '@unique'; index (email); check (email LIKE '%@%')",
    ],
    [
      "apostrophes in the words before a tag open no string",
      book("/** The author's name, don't ask @unique */ name: string"),
      "books: name string; unique (name)",
    ],
    [
      "tags of other tools are left alone, also with the doctor's names",
      book(
        "/** @type {string} @default @see x @deprecated @maxLength 10 @format email @example 1 @nullable @minimum 0 */ a: string",
        "@table @public @since 1 @typedef {X} @property {string} a",
      ),
      "books: a string",
    ],
    [
      "doctor's tags on what is no table are other tools'",
      "/** @table */ export interface Book { id: number }\n/** @index this @default x @type number @unique */ export function f(/** @unique */ x: number) {}\nexport interface Options { /** @default draft @type string */ mode: string }\n/** @check it */ export const y = 1;",
      "books: id number",
    ],
    [
      "tags travel through extends, Pick, Omit, Partial, mapped types and as",
      `interface Base { /** @column the_id @primaryKey */ id: number; /** @unique */ isbn: string; /** @default 0 */ sold: number }
       /** @table */ export interface Book extends Base {}
       /** @table */ export type Film = Omit<Base, "sold">;
       /** @table */ export type Song = Partial<Pick<Base, "id" | "isbn">>;
       /** @table */ export type Play = { [K in keyof Base]: Base[K] | null };
       /** @table */ export type Poem = { [K in keyof Base as Uncapitalize<K>]-?: Base[K] };
       /** @table */ export type Page = Readonly<Base> & { n: number };
       /** @table */ export interface Note extends Partial<Base> { n: number }`,
      "books: the_id number, isbn string, sold number = 0; key (the_id); unique (isbn)",
      "films: the_id number, isbn string; key (the_id); unique (isbn)",
      "songs: the_id number?, isbn string?; key (the_id); unique (isbn)",
      "plays: the_id number?, isbn string?, sold number? = 0; key (the_id); unique (isbn)",
      "poems: the_id number, isbn string, sold number = 0; key (the_id); unique (isbn)",
      "pages: the_id number, isbn string, sold number = 0, n number; key (the_id); unique (isbn)",
      "notes: the_id number?, isbn string?, sold number? = 0, n number; key (the_id); unique (isbn)",
    ],
    [
      "an overriding property keeps the tags of the other unless it has its own",
      `interface Base { /** @unique */ a: string; /** @unique */ b: string; /** @unique */ c: string }
       /** @table */ export interface Book extends Base { a: "x"; /** @index */ b: "y"; /** Words only. */ c: "z" }`,
      'books: a "x", b "y", c "z"; unique (a); unique (c); index (b)',
    ],
    [
      "@ignore leaves out a property, whatever else stands there",
      book(
        "id: number; /** @ignore */ label: string; /** @ignore @column x */ other: Missing; /** @ignore since it is computed */ third: string",
      ),
      "books: id number",
    ],
  ]);
});

describe("the grammar of tags", () => {
  tell([
    [
      "defaults of every kind",
      book(
        "/** @default -1.5e3 */ a: number; /** @default 'it''s' */ b: string; /** @default true */ c: boolean; /** @default null */ d: string | null; /** @default CURRENT_TIMESTAMP */ e: Date; /** @default (datetime('now', '+1 day')) */ f: Date; /** @default 0x1F */ g: number; /** @default +5 */ h: number; /** @default '' */ i: string; /** @default (lower(hex(randomblob(16)))) */ j: string; /** @default '{\"a\": [1]}' */ k: object",
      ),
      `books: a number = -1.5e3, b string = 'it''s', c boolean = true, d string? = null, e date = CURRENT_TIMESTAMP, f date = (datetime('now', '+1 day')), g number = 0x1F, h number = +5, i string = '', j string = (lower(hex(randomblob(16)))), k json = '{"a": [1]}'`,
    ],
    [
      "@type as TypeScript misreads it",
      book(
        "/** @type DECIMAL(10,2) */ a: number; /** @type VARCHAR(40) */ b: string; /** @type UNSIGNED BIG INT */ c: bigint; /** @type DATETIME */ d: Date; /** @type double  precision */ e: number",
      ),
      "books: a <DECIMAL(10,2)>, b <VARCHAR(40)>, c <UNSIGNED BIG INT>, d <DATETIME>, e <double  precision>",
    ],
    [
      "checks with and without names, on both places",
      book(
        "/** @check a > 0 */ a: number; /** @check positive b > 0 */ b: number; /** @check length(c) > 1 AND c <> '' */ c: string; /** @check (d IS NULL OR d > 0) */ d: number | null; /** @check \"odd name\" e > 0 */ e: number",
        "@table @check a < b @check ordered a < b OR b IN (1, 2)",
      ),
      "books: a number, b number, c string, d number?, e number; check (a > 0); check positive (b > 0); check (length(c) > 1 AND c <> ''); check (d IS NULL OR d > 0); check odd name (e > 0); check (a < b); check ordered (a < b OR b IN (1, 2))",
    ],
    [
      "a check whose first word would call what SQLite lacks is named by it",
      book("/** @check valid_email (email LIKE '%_@_%') */ email: string"),
      "books: email string; check valid_email (email LIKE '%_@_%')",
    ],
    [
      "generated columns virtual and stored",
      book(
        "net: number; /** @generated net * 1.19 */ gross: number; /** @generated (net || '-') stored */ label: string; /** @generated net + 1 virtual */ next: number",
      ),
      "books: net number, gross number as (net * 1.19), label string as (net || '-') stored, next number as (net + 1)",
    ],
    [
      "references in every form",
      book(
        '/** @references authors(id) */ a: number; /** @references authors */ b: number; /** @references "odd table"("the id") @onDelete set null @onUpdate CASCADE */ c: number | null; /** @references authors ( id ) ON DELETE NO ACTION */ d: number',
        "@table @references (a, b) pairs(x, y) @references (c) other ON UPDATE SET DEFAULT",
      ),
      "books: a number, b number, c number?, d number; (a) -> authors(id); (b) -> authors; (c) -> odd table(the id) on delete SET NULL on update CASCADE; (d) -> authors(id) on delete NO ACTION; (a, b) -> pairs(x, y); (c) -> other on update SET DEFAULT",
    ],
    [
      "lists take property or column names, references the parent's properties too",
      "/** @table @primaryKey (bookId, pageNo) @index (page_no DESC, bookId COLLATE nocase) @unique (lower(title)) @references (bookId) books(bookNo) */ export interface Page { bookId: string; pageNo: number; title: string }\n/** @table */ export interface Book { /** @primaryKey */ bookNo: string }",
      "pages: book_id string, page_no number, title string; key (book_id, page_no); unique index (lower(title)); index (page_no DESC, book_id); (book_id) -> books(book_no)",
      "books: book_no string; key (book_no)",
    ],
    [
      "renames, moves, backfills, lookup and options",
      book(
        "/** @renamedFrom \"Old Title\" */ title: string; /** @movedFrom authors.mail @backfill coalesce(old_mail, 'none') */ mail: string; /** @primaryKey */ state: 'a' | 'b'; /** @collate rtrim */ code: string",
        "@table @lookup state @strict @withoutRowid @renamedFrom tomes",
      ),
      `books: title string was Old Title, mail string from authors.mail fill coalesce(old_mail, 'none'), state "a"|"b", code string collate RTRIM; key (state); strict; without rowid; was tomes; lookup state`,
    ],
  ]);
});

describe("what is an error, with its place and what to do", () => {
  const wrong: readonly [sentence: string, source: string, ...says: string[]][] = [
    ["a bare word as default", book("/** @default draft */ a: string"), "model.ts:3:5", "'draft'"],
    ["a double-quoted default", book('/** @default "draft" */ a: string'), "'draft'"],
    ["a default with words behind it", book("/** @default 0 means none */ a: number"), "@default"],
    [
      "a function call without parentheses as default",
      book("/** @default datetime('now') */ a: string"),
      "parentheses",
    ],
    ["a default that names a column", book("b: string; /** @default (b) */ a: string"), "@default"],
    ["a misspelt tag on a property", book("/** @uniqe */ a: string"), "nearest is @unique"],
    ["a tag in the wrong case", book("/** @primarykey */ a: string"), "@primaryKey"],
    ["a misspelt tag on a declaration", book("a: string", "@table @stric"), "@strict"],
    ["a misspelt @table", "/** @tabel */ export interface Book { id: number }", "@table"],
    ["a property tag on a declaration", book("a: string", "@table @default 0"), "property"],
    ["a declaration tag on a property", book("/** @strict */ a: string"), "declaration"],
    [
      "a tag that belongs to nothing, behind the last member",
      book("a: string\n/** @unique */"),
      "belongs to nothing",
    ],
    [
      "a tag behind its member on the same line",
      book("a: string; /** @unique */\nb: string"),
      "belongs to nothing",
    ],
    ["a tag between a name and its type", book("a: /** @unique */ string"), "belongs to nothing"],
    ["a list that names no column", book("a: string", "@table @index ()"), "names no column"],
    ["a list that names an unknown column", book("a: string", "@table @unique (a, bb)"), "bb"],
    [
      "an expression that uses a property's name",
      book("firstName: string", "@table @check firstName <> ''"),
      "first_name",
    ],
    ["an unknown action", book("/** @references x(y) @onDelete explode */ a: string"), "CASCADE"],
    ["an action without reference", book("/** @onDelete cascade */ a: string"), "@references"],
    ["an argument behind a flag", book("/** @unique please */ a: string"), "no argument"],
    ["@autoincrement on text", book("/** @primaryKey @autoincrement */ a: string"), "AUTOINCREMENT"],
    [
      "@autoincrement with a composite key",
      book("/** @autoincrement */ a: number; b: number", "@table @primaryKey (a, b)"),
      "AUTOINCREMENT",
    ],
    [
      "two names for one column",
      book("/** @column x */ a: string; x: number"),
      "model.ts:3",
      "both the column x",
    ],
    [
      "two columns that differ only in case",
      book("/** @column ID */ a: string; id: number"),
      "both the column",
    ],
    [
      "two tables of one name",
      "/** @table */ export interface Book { id: number } /** @table BOOKS */ export interface Tome { id: number }",
      "second time",
      "model.ts:1:32",
    ],
    ["two contradicting tags", book("/** @default 1\n@default 2 */ a: number"), "contradicts"],
    ["a type STRICT refuses", book("/** @type VARCHAR(10) */ a: string", "@table @strict"), "STRICT"],
    ["a lookup over a column without set", book("a: string", "@table @lookup a"), "@lookup"],
    ["a check SQLite refuses", book("/** @check a >> */ a: number"), "SQLite refuses"],
    ["a check with a subquery", book("/** @check a IN (SELECT 1) */ a: number"), "SQLite refuses"],
    ["a check with unbalanced parentheses", book("/** @check (a > 1 */ a: number"), "@check"],
    [
      "a check that would smuggle a second statement",
      book("/** @check a > 1); DROP TABLE x; -- */ a: number"),
      "@check",
    ],
    ["a generated column in its own expression", book("/** @generated a + 1 */ a: number"), "@generated"],
    ["a type with a constraint in it", book("/** @type TEXT NOT NULL */ a: string"), "@type"],
    ["@column without a name", book("/** @column */ a: string"), "takes one name"],
    ["@movedFrom without a column", book("/** @movedFrom authors */ a: string"), "table.column"],
  ];
  test.each(wrong)("%s", async (_, source, ...says) => {
    const message = await failure(source);
    expect(message).toMatch(/^model\.ts:\d+:\d+: /);
    for (const each of says) expect(message).toContain(each);
  });
});
