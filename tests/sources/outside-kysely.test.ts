import { describe, expect, test } from "vitest";
import { said } from "./outside.ts";

type Case = readonly [sentence: string, source: string, ...lines: string[]];
function tell(cases: readonly Case[]): void {
  test.each(cases)("%s", async (_, source, ...lines) => {
    expect(await said(source)).toEqual(lines);
  });
}

const imports = `import type { ColumnType, Generated, GeneratedAlways, Insertable, JSONColumnType, Kysely, Selectable, Updateable } from "kysely";`;
const database = (tables: string, beside = "") =>
  `${imports}\n${beside}\ninterface Database { ${tables} }\nexport declare const db: Kysely<Database>;`;

describe("column types", () => {
  tell([
    [
      "every helper means what Kysely says",
      database(
        `people: { id: Generated<number>; always: GeneratedAlways<number>; at: ColumnType<Date, string | undefined, never>; meta: JSONColumnType<{ a: 1 }>; maybe: JSONColumnType<{ a: 1 } | null>; list: JSONColumnType<string[]>; nick: Generated<string | null>; same: ColumnType<string>; both: ColumnType<string | null, string | null, string>; role: Generated<"admin" | "user">; read: ColumnType<number, never, never>; enc: ColumnType<string, string, string> | null }`,
      ),
      'people: id +number, always +number, at +date, meta json, maybe json?, list json, nick +string?, same string, both string?, role +"admin"|"user", read +number, enc string?',
    ],
    [
      "wrappers around wrappers, and generics of one's own",
      database(
        `people: { id: Id; at: Timestamp; at2: Generated<Timestamp>; flag: WithDefault<boolean>; json: Json<{ x: 1 }>; gen: Generated<Generated<number>>; wide: Generated<ColumnType<Date, string, string>> }`,
        `type Id = Generated<number>; type Timestamp = ColumnType<Date, Date | string, Date | string>; type WithDefault<T> = ColumnType<T, T | undefined, T>; type Json<T extends object> = ColumnType<T, string, string>;`,
      ),
      "people: id +number, at date, at2 +date, flag +boolean, json json, gen +number, wide +date",
    ],
    [
      "what kysely-codegen writes",
      `import type { ColumnType } from "kysely";
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;
export type Timestamp = ColumnType<Date, Date | string, Date | string>;
export interface UserAccount { id: Generated<number | null>; email: string; created_at: Generated<string>; bio: string | null; avatar: Buffer | null; score: Generated<number> }
export interface DB { user_account: UserAccount }
import { Kysely } from "kysely"; export const db = new Kysely<DB>({} as never);`,
      "user_account: id +number?, email string, created_at +string, bio string?, avatar bytes?, score +number",
    ],
    [
      "optional properties of a row are nullable",
      database(
        "people: { id: Generated<number>; nick?: string; bio?: ColumnType<string | undefined, string, string> }",
      ),
      "people: id +number, nick string?, bio string?",
    ],
    [
      "an insert that may leave out a nullable column needs no default",
      database("people: { nick: ColumnType<string | null, string | undefined, string | null> }"),
      "people: nick string?",
    ],
    [
      "Insertable and Selectable of a table are no tables, nor relations",
      database(
        "people: PersonTable",
        `interface PersonTable { id: Generated<number>; name: string } export type Person = Selectable<PersonTable>; export type NewPerson = Insertable<PersonTable>; export type PersonUpdate = Updateable<PersonTable>;`,
      ),
      "people: id +number, name string",
    ],
    [
      "the rows of a table may be made by a Selectable, Omit or mapped type",
      database(
        "people: Omit<PersonTable, 'secret'> & { extra: boolean }; old_people: Selectable<PersonTable>; optional: Partial<PersonTable>; nullable: { [K in keyof PersonTable]: PersonTable[K] | null }",
        "interface PersonTable { id: Generated<number>; at: ColumnType<Date, string, never>; secret: string }",
      ),
      "people: id +number, at date, extra boolean",
      "old_people: id number, at date, secret string",
      "optional: id +number?, at date?, secret string?",
      "nullable: id +number?, at date?, secret string?",
    ],
  ]);
});

describe("finding the database", () => {
  const row = "{ id: Generated<number>; fullName: string }";
  const line = "userAccounts: id +number, fullName string";
  const rest = `import { type Generated } from "kysely"; interface Database { userAccounts: ${row} }`;
  tell([
    [
      "new Kysely<Database>",
      `import { Kysely, SqliteDialect } from "kysely"; ${rest} export const db = new Kysely<Database>({ dialect: new SqliteDialect({} as never) });`,
      line,
    ],
    [
      "a class field",
      `import type { Kysely } from "kysely"; ${rest} export class Repo { private readonly db: Kysely<Database>; constructor(db: Kysely<Database>) { this.db = db } }`,
      line,
    ],
    [
      "a function's parameter",
      `import type { Kysely } from "kysely"; ${rest} export async function up(db: Kysely<Database>): Promise<void> {}`,
      line,
    ],
    [
      "a class that extends Kysely",
      `import { Kysely } from "kysely"; ${rest} export class Db extends Kysely<Database> {}`,
      line,
    ],
    [
      "a namespace import",
      `import type * as K from "kysely"; interface Database { userAccounts: { id: K.Generated<number>; fullName: K.ColumnType<string, string, never> } } export declare let db: K.Kysely<Database>;`,
      line,
    ],
    [
      "a renamed import",
      `import type { Kysely as K, Generated as G } from "kysely"; interface Database { userAccounts: { id: G<number>; fullName: string } } export type Db = K<Database>;`,
      line,
    ],
    ["an import type", `${rest} export declare const db: import("kysely").Kysely<Database>;`, line],
    [
      "a transaction",
      `import type { Transaction } from "kysely"; ${rest} export async function save(trx: Transaction<Database>) {}`,
      line,
    ],
    [
      "a type alias",
      `import type { Kysely } from "kysely"; ${rest} type Tables = Database; export declare const db: Kysely<Tables>;`,
      line,
    ],
    [
      "an inline type",
      `import type { Generated, Kysely } from "kysely"; export declare const db: Kysely<{ userAccounts: ${row} }>;`,
      line,
    ],
    [
      "a global singleton",
      `import { Kysely } from "kysely"; ${rest} declare global { var db: Kysely<Database> | undefined } export {};`,
      line,
    ],
    [
      "a nullable promise of one",
      `import { Kysely } from "kysely"; ${rest} let cached: Promise<Kysely<Database>> | null = null; export const get = () => cached;`,
      line,
    ],
    [
      "satisfies and as",
      `import { Kysely } from "kysely"; ${rest} export const db = (globalThis as any).db as Kysely<Database>;`,
      line,
    ],
    [
      "Kysely<any> and Kysely<unknown> of migrations beside it",
      `import { Kysely } from "kysely"; ${rest} export async function up(db: Kysely<any>) {} export async function down(db: Kysely<unknown>) {} export declare const db: Kysely<Database>;`,
      line,
    ],
    [
      "a generic repository beside it",
      `import { Kysely } from "kysely"; ${rest} export class Repo<DB extends Database> { constructor(readonly db: Kysely<DB>) {} } export declare const db: Kysely<Database>;`,
      line,
    ],
    [
      "the same database used in many places",
      `import { Kysely } from "kysely"; ${rest} export declare const a: Kysely<Database>; export declare const b: Kysely<Database>; export declare function c(db: Kysely<Database>): void;`,
      line,
    ],
  ]);

  test("re-exported helpers and a database in other files", async () => {
    expect(
      await said(
        {
          "k.ts": `export { Kysely as Database, type Generated as Auto } from "kysely"; export type * as helpers from "kysely";`,
          "schema/index.ts": `export * from "./user.js"; import type { UserTable } from "./user.js"; export interface Schema { users: UserTable }`,
          "schema/user.ts": `import type { Auto, helpers } from "../k.js"; export interface UserTable { id: Auto<number>; at: helpers.ColumnType<Date, string, string> }`,
          "db.ts": `import { Database } from "./k.js"; import type { Schema } from "./schema/index.js"; export const db = new Database<Schema>({} as never);`,
        },
        { patterns: ["db.ts"] },
      ),
    ).toEqual(["users: id +number, at date"]);
  });

  test("databaseType names it where nobody writes Kysely<…>", async () => {
    const files = {
      "schema.ts": `import type { Generated } from "kysely"; export interface DB { users: { id: Generated<number> } } export interface Other { things: { id: number } }`,
    };
    expect(await said(files, { databaseType: "DB" })).toEqual(["users: id +number"]);
  });

  test("a database that extends and intersects others, with Pick and Omit", async () => {
    expect(
      await said(`import type { Kysely } from "kysely";
        interface Auth { users: { id: number }; sessions: { id: string } }
        interface Shop { orders: { id: number }; drafts: { id: number } }
        type Jobs = Record<"jobs" | "dead_jobs", { id: number; payload: string }>;
        interface Database extends Auth, Omit<Shop, "drafts"> { logs: { id: number } }
        export declare const db: Kysely<Database & Jobs>;`),
    ).toEqual([
      "users: id number",
      "sessions: id string",
      "orders: id number",
      "logs: id number",
      "jobs: id number, payload string",
      "dead_jobs: id number, payload string",
    ]);
  });

  test("keys that are quoted, schema-qualified or of attached databases", async () => {
    expect(
      await said(
        database(
          `"main.users": { id: number }; "audit.logs": { id: number }; "odd name": { id: number }; "auth_user": { id: number }`,
        ),
      ),
    ).toEqual([
      "users: id number",
      "odd name: id number",
      "auth_user: id number",
      "! table audit.logs: it belongs to an attached database",
    ]);
  });

  test("tags work on rows and on members of the database", async () => {
    expect(
      await said(
        database(
          `/** @unique (email) @strict */ users: UserTable; /** @ignore */ sqlite_stats: { a: number };`,
          `/** @index by_name (name DESC) */ interface UserTable { /** @primaryKey @autoincrement */ id: Generated<number>; email: string; /** @references teams(id) @onDelete cascade */ team_id: number | null; /** @default 'x' */ name: Generated<string> }`,
        ),
      ),
    ).toEqual([
      "users: id +number, email string, team_id number?, name +string = 'x'; key (id)++; unique (email); index by_name (name DESC); (team_id) -> teams(id) on delete CASCADE; strict",
    ]);
  });

  test("a table whose type is not resolved is not analysed and the others go on", async () => {
    expect(
      await said(
        `import type { Kysely } from "kysely"; import type { Users } from "./generated/missing"; interface Database { users: Users; books: { id: number }; weird: string } export declare const db: Kysely<Database>;`,
      ),
    ).toEqual([
      "books: id number",
      "! table users: its type cannot be resolved",
      "! table weird: its type is no object type",
    ]);
  });
});

describe("CamelCasePlugin", () => {
  const plugged = (options: string) =>
    `import { CamelCasePlugin, Kysely } from "kysely"; interface Database { userAccount: { userId: number; userID: number; address2: string; sha256Hash: string; HTMLBody: string; _private: string; already_snake: string } } export const db = new Kysely<Database>({ plugins: [new CamelCasePlugin(${options})] } as never);`;
  // https://github.com/kysely-org/kysely/blob/master/src/plugin/camel-case/camel-case.ts
  test("names are snake_cased as the plugin does it", async () => {
    const source = plugged("").replace("userID: number; ", "");
    expect(await said(source)).toEqual([
      "user_account: user_id number, address2 string, sha256_hash string, htmlbody string, _private string, already_snake string",
    ]);
    expect(
      await said(plugged("{ underscoreBetweenUppercaseLetters: true, underscoreBeforeDigits: true }")),
    ).toEqual([
      "user_account: user_id number, user_i_d number, address_2 string, sha_256_hash string, h_t_m_l_body string, _private string, already_snake string",
    ]);
  });

  test("the plugin may be added later, or in a file that is only imported", async () => {
    expect(
      await said(
        {
          "model.ts": `import { Kysely } from "kysely"; import { plugins } from "./plugins"; interface DB { userTable: { firstName: string } } export const db = new Kysely<DB>({ plugins } as never);`,
          "plugins.ts": `import { CamelCasePlugin } from "kysely"; export const plugins = [new CamelCasePlugin()];`,
        },
        { patterns: ["model.ts"] },
      ),
    ).toEqual(["user_table: first_name string"]);
    expect(
      await said(
        `import * as k from "kysely"; interface DB { userTable: { firstName: string } } export const db = new k.Kysely<DB>({} as never).withPlugin(new k.CamelCasePlugin({ upperCase: true }));`,
      ),
    ).toEqual(["USER_TABLE: FIRST_NAME string"]);
  });

  test("nothing is pluralised or snake_cased without the plugin, whatever the naming", async () => {
    expect(
      await said(
        `import { Kysely } from "kysely"; interface DB { Person: { FirstName: string } } export const db = new Kysely<DB>({} as never);`,
        { naming: { tables: "snake_plural", columns: "snake" } },
      ),
    ).toEqual(["Person: FirstName string"]);
  });
});
