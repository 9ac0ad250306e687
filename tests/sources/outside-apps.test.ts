import { describe, expect, test } from "vitest";
import { said } from "./outside.ts";
import type { Options } from "./project.ts";

/** Models as open applications write them: a name, their files, how they are read, and what they say. */
const apps: readonly [name: string, files: Record<string, string>, options: Options, lines: string[]][] = [
  [
    "a note-taking app with better-sqlite3 and snake_case rows",
    {
      "model.ts": `import Database from "better-sqlite3";
/** A row of the notes table, as better-sqlite3 returns it.
 *  @table notes */
export interface NoteRow { id: number; title: string; body: string | null; pinned: 0 | 1; created_at: string; updated_at: string; folder_id: number | null }
/** @table note_tags
 *  @primaryKey (note_id, tag) */
export interface NoteTagRow { note_id: NoteRow["id"]; tag: string }
export type NoteWithTags = NoteRow & { tags: string[] };
export class NoteStore { constructor(private readonly db: Database.Database) {} all(): NoteRow[] { return this.db.prepare("SELECT * FROM notes").all() as NoteRow[]; } }`,
    },
    {},
    [
      "notes: id number, title string, body string?, pinned 0|1, created_at string, updated_at string, folder_id number?",
      "note_tags: note_id number, tag string; key (note_id, tag)",
    ],
  ],
  [
    "a chat server with zod-like inferred types it cannot follow",
    {
      "model.ts": `import { z } from "zod";
const userSchema = z.object({ id: z.number() });
/** @table */ export type User = z.infer<typeof userSchema>;
/** @table */ export interface Message { id: string; userId: number; payload: z.infer<typeof userSchema>; sentAt: number }`,
    },
    {},
    [
      "users: …",
      "messages: id string, user_id number, sent_at number, …",
      '! base z.infer: z.infer comes from "zod", which is no file of the project',
      '! messages.payload: z.infer comes from "zod", which is no file of the project',
    ],
  ],
  [
    "a feed reader whose models are classes with static factories",
    {
      "models/feed.ts": `export class Feed { public readonly id: number; public title: string; private _url: string; lastFetched: Date | null = null; errors = 0;
  constructor(row: { id: number; title: string; url: string }) { this.id = row.id; this.title = row.title; this._url = row.url; }
  static fromRow(row: any): Feed { return new Feed(row); } get url(): string { return this._url; } toJSON() { return { ...this }; } }`,
      "models/index.ts": `export * from "./feed.js"; export type { Feed as FeedModel } from "./feed.js";`,
    },
    { patterns: ["exported:models/*.ts"] },
    ["feeds: id number, title string, _url string, last_fetched date?, errors number"],
  ],
  [
    "an inventory with a shared base, soft deletion and branded ids",
    {
      "model.ts": `declare const tag: unique symbol; export type Id<T extends string> = string & { readonly [tag]: T };
export interface Timestamps { /** @default CURRENT_TIMESTAMP */ createdAt: string; updatedAt: string | null }
export type SoftDelete<T> = T & { deletedAt: string | null };
export interface Entity<K extends string> extends Timestamps { /** @primaryKey */ id: Id<K> }
/** @table */ export type Item = SoftDelete<Entity<"item"> & { sku: string; quantity: number; /** @references locations(id) @onDelete SET NULL */ locationId: Id<"location"> | null }>;
/** @table */ export type Location = Entity<"location"> & { name: string; kind: "shelf" | "bin" };`,
    },
    {},
    [
      "items: created_at string = CURRENT_TIMESTAMP, updated_at string?, id string, sku string, quantity number, location_id string?, deleted_at string?; key (id); (location_id) -> locations(id) on delete SET NULL",
      'locations: created_at string = CURRENT_TIMESTAMP, updated_at string?, id string, name string, kind "shelf"|"bin"; key (id)',
    ],
  ],
  [
    "a bot with Kysely, its tables in files of their own and a migration folder beside",
    {
      "src/db/tables/guild.ts": `import type { ColumnType, Generated, Insertable, Selectable } from "kysely";
export interface GuildTable { id: string; prefix: Generated<string>; joined_at: ColumnType<Date, string | undefined, never>; settings: ColumnType<GuildSettings, string, string> }
export interface GuildSettings { welcome: boolean; channels: string[] }
export type Guild = Selectable<GuildTable>; export type NewGuild = Insertable<GuildTable>;`,
      "src/db/database.ts": `import SQLite from "better-sqlite3"; import { Kysely, SqliteDialect } from "kysely"; import type { GuildTable } from "./tables/guild";
export interface Database { guilds: GuildTable; guild_members: { guild_id: string; user_id: string; xp: number; left: boolean } }
export const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: new SQLite("bot.db") }) });`,
      "src/db/migrations/001.ts": `import type { Kysely } from "kysely"; export async function up(db: Kysely<any>): Promise<void> { await db.schema.createTable("guilds").execute(); }`,
    },
    { patterns: ["src/**/*.ts"] },
    [
      "guilds: id string, prefix +string, joined_at +date, settings json",
      "guild_members: guild_id string, user_id string, xp number, left boolean",
    ],
  ],
  [
    "an AT Protocol server with partials of a database schema",
    {
      "schema.ts": `import { Generated, Kysely, GeneratedAlways } from 'kysely'
export type DatabaseSchema = { post: Post; 'auth.session': Session } & LikePartial & { record: Rec }
export interface Post { uri: string; text: string; indexedAt: string; sortAt: GeneratedAlways<string> }
interface Session { key: string }
export const likeTable = 'like'
export interface Like { uri: string; seq: Generated<number> }
export type LikePartial = { [likeTable]: Like }
interface Rec { cid: string; json: Uint8Array | null; takedown: 0 | 1 }
export type Database = Kysely<DatabaseSchema>`,
    },
    {},
    [
      "post: uri string, text string, indexedAt string, sortAt +string",
      "like: uri string, seq +number",
      "record: cid string, json bytes?, takedown 0|1",
      "! table auth.session: it belongs to an attached database",
    ],
  ],
  [
    "a task queue with discriminated payloads and a const table of states",
    {
      "model.ts": `export const JOB_STATES = Object.freeze({ Waiting: "waiting", Running: "running", Done: "done" } as const);
export type JobState = (typeof JOB_STATES)[keyof typeof JOB_STATES];
type Payload = { type: "mail"; to: string } | { type: "hook"; url: string };
/** @table jobs @index by_state (state, runAt) where state <> 'done' */
export interface Job { id: bigint; state: JobState; payload: Payload; attempts: number; runAt: number; lastError?: string; result: unknown }`,
    },
    {},
    [
      'jobs: id bigint, state "waiting"|"running"|"done", payload json, attempts number, run_at number, last_error string?, result json~; index by_state (state, run_at) where state <> \'done\'',
    ],
  ],
  [
    "an accounting tool with numeric enums, flags and money types",
    {
      "types/enums.ts": `export enum AccountType { Asset = 1, Liability, Equity, Income = 10, Expense } export const enum Currency { EUR = "EUR", USD = "USD" } export enum Flags { None = 0, Locked = 1 << 0, Hidden = 1 << 1 }`,
      "types/models.ts": `import { AccountType, Currency, Flags } from "./enums.js";
type Cents = number & { readonly __unit: "cents" };
export interface Account { id: number; type: AccountType; currency: Currency; balance: Cents; flags: Flags; parentId: Account["id"] | null; children?: Account[] }
export interface Transaction { id: number; account: Account; accountId: Account["id"]; amount: Cents; at: Date; memo?: string | null }`,
    },
    { patterns: ["exported:types/models.ts"] },
    [
      'accounts: id number, type 1|2|3|10|11, currency "EUR"|"USD", balance number, flags 0|1|2, parent_id number?',
      "transactions: id number, account_id number, amount number, at date, memo string?",
    ],
  ],
  [
    "a CMS with locale records, recursive JSON and slugs by template",
    {
      "model.ts": `type Locale = "en" | "de"; type Localised<T = string> = Record<Locale, T>; type Json = null | boolean | number | string | Json[] | { [k: string]: Json };
/** @table */ export interface Page { id: string; slug: \`/\${string}\`; title: Localised; blocks: Block[]; seo: Partial<Localised<{ title: string }>> | null; data: Json; template: Lowercase<"Home" | "Post"> }
interface Block { kind: string; children: Block[] }`,
    },
    {},
    ['pages: id string, slug string, title json, blocks json, seo json?, data any?, template "home"|"post"'],
  ],
  [
    "a domain model that maps its rows from the domain's types",
    {
      "model.ts": `interface Episode { id: string; title: string; publishedAt: Date; explicit: boolean; tags: string[]; show: { id: string } }
type Snake<S extends string> = S extends \`\${infer A}\${infer B}\` ? \`\${A extends Uppercase<A> ? A extends Lowercase<A> ? A : \`_\${Lowercase<A>}\` : A}\${Snake<B>}\` : S;
type Row<T> = { [K in keyof T as Snake<K & string>]: T[K] extends Date ? string : T[K] extends boolean ? 0 | 1 : T[K] extends object ? string : T[K] };
/** @table */ export type EpisodeRow = Row<Omit<Episode, "show">> & { show_id: string };`,
    },
    {},
    ["episode_rows: id string, title string, published_at string, explicit 0|1, tags string, show_id string"],
  ],
  [
    "an Electron app with a .d.ts of globals and JSDoc full of words",
    {
      "global.d.ts": `declare type ISODate = string; declare namespace App { interface Bookmark { id: number } }`,
      "model.ts": `/**
 * A place in a book. Don't write it directly: use \`store.save()\`.
 *
 * @see https://example.org/@docs/bookmark
 * @table bookmarks
 * @author A. Person <a.person@example.org>
 */
export interface Bookmark extends App.Bookmark {
  /** Where it is; the reader's "page". */ page: number;
  /** When. @default CURRENT_TIMESTAMP */ at: ISODate; // @unique is not meant
  /** @deprecated use \`page\` */ position?: number;
}`,
    },
    {},
    ["bookmarks: id number, page number, at string = CURRENT_TIMESTAMP, position number?"],
  ],
  [
    "a game server with value objects, tuples and optional methods",
    {
      "model.ts": `class Vector { constructor(readonly x: number, readonly y: number) {} length?(): number }
/** @table players */ export class Player { readonly id!: bigint; name!: string; position!: Vector; route!: [Vector, Vector]; inventory = new Map<string, number>(); skills!: Set<"mine" | "cook">; avatar?: ArrayBuffer; onJoin?: () => void; is?(other: Player): boolean; friends!: Player[]; bestFriend?: Player; guildId!: number | undefined }`,
    },
    {},
    [
      "players: id bigint, name string, position json, route json, inventory json, skills json, avatar bytes?, guild_id number?",
    ],
  ],
  [
    "a multi-tenant service on Kysely with CamelCasePlugin and generics for its columns",
    {
      "db.ts": `import { CamelCasePlugin, Kysely, type ColumnType, type Generated, type JSONColumnType } from "kysely";
type AutoId = GeneratedId<number>; type GeneratedId<T> = Generated<T>; type CreatedAt = ColumnType<Date, never, never>; type UpdatedAt = ColumnType<Date, string | undefined, string>;
interface Common { id: AutoId; createdAt: CreatedAt; updatedAt: UpdatedAt }
interface TenantTable extends Common { displayName: string; planTier: "free" | "pro"; limits: JSONColumnType<{ seats: number }> }
interface Tables { tenant: TenantTable; tenantMember: Common & { tenantId: number; role: Generated<"owner" | "member"> } }
export const db = new Kysely<Tables>({ dialect: null as never, plugins: [new CamelCasePlugin()] });`,
    },
    {},
    [
      'tenant: id +number, created_at +date, updated_at +date, display_name string, plan_tier "free"|"pro", limits json',
      'tenant_member: id +number, created_at +date, updated_at +date, tenant_id number, role +"owner"|"member"',
    ],
  ],
  [
    "a photo library on drizzle-like helpers it cannot see, beside plain rows",
    {
      "model.ts": `import { InferSelectModel } from "drizzle-orm"; import { photos } from "./schema";
/** @table */ export type Photo = InferSelectModel<typeof photos>;
/** @table */ export interface Album { id: number; title: string; cover: Uint8Array | null; takenBetween: [Date, Date] | null; photos: Photo[] }`,
      "schema.ts": `import { sqliteTable } from "drizzle-orm/sqlite-core"; export const photos = sqliteTable("photos", {});`,
    },
    { patterns: ["model.ts"] },
    [
      "photos: …",
      "albums: id number, title string, cover bytes?, taken_between json?, …",
      '! base InferSelectModel: InferSelectModel comes from "drizzle-orm", which is no file of the project',
      '! albums.photos: InferSelectModel comes from "drizzle-orm", which is no file of the project',
    ],
  ],
  [
    "a library of old habits: module namespaces, var, and interfaces called IThing",
    {
      "model.ts": `namespace Models { /** @table users */ export interface IUser { ID: number; UserName: string; eMail: string; createdAt: Date; isAdmin: boolean; URL: string } export namespace Deep { /** @table */ export type AuditLog = { id: number; by: IUser; byId: number } } } export = Models;`,
    },
    {},
    [
      "users: id number, user_name string, e_mail string, created_at date, is_admin boolean, url string",
      "audit_logs: id number, by_id number",
    ],
  ],
];

describe("the model of", () => {
  test.each(apps)("%s", async (_, files, options, lines) => {
    expect(await said(files, options)).toEqual(lines);
  });
});
