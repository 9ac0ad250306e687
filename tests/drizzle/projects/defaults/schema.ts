import { sql } from "drizzle-orm";
import { blob, integer, numeric, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
const DEFAULT_LOCALE = "en";
const LIMITS = { free: 3, paid: 10 } as const;
export enum Status { Draft = "draft", Live = "live" }
export const settings = sqliteTable("settings", {
  id: integer("id").primaryKey(),
  locale: text("locale").notNull().default(DEFAULT_LOCALE),
  quota: integer("quota").notNull().default(LIMITS.free * 2),
  status: text("status", { enum: [Status.Draft, Status.Live] }).default(Status.Draft),
  ratio: real("ratio").default(-1.25),
  empty: text("empty").default(""),
  quote: text("quote").default(`say "it's"`),
  on: integer("on", { mode: "boolean" }).default(true),
  off: integer("off", { mode: "boolean" }).default(false),
  at: integer("at", { mode: "timestamp" }).default(new Date(0)),
  ms: integer("ms", { mode: "timestamp_ms" }).default(new Date("2024-02-29T12:00:00Z")),
  now: integer("now", { mode: "timestamp_ms" }).notNull().default(sql`(unixepoch() * 1000)`),
  day: text("day").default(sql`(date('now'))`),
  stamp: text("stamp").default(sql`CURRENT_TIMESTAMP`),
  uuid: text("uuid").default(sql`(lower(hex(randomblob(16))))`),
  theme: text("theme", { mode: "json" }).default({ dark: true, sizes: [1, 2] }),
  list: text("list", { mode: "json" }).default([]),
  raw: blob("raw"),
  json: blob("json", { mode: "json" }).default({ a: 1 }),
  dec: numeric("dec").default("1.50"),
  num: numeric("num", { mode: "number" }).default(2),
  fn: text("fn").$default(() => "x"),
  zero: integer("zero").default(0),
  bare: integer("bare").default(sql`42`),
  none: text("none").default(sql`NULL`),
});
