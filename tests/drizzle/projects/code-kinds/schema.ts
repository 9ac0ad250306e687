import { sql } from "drizzle-orm";
import { sqliteTable, text, integer, blob, index, uniqueIndex, real, check } from "drizzle-orm/sqlite-core";

namespace Parts {
  export function made(name = "made_at") { return integer(name, { mode: "timestamp_ms" }).notNull().default(sql`(unixepoch() * 1000)`); }
  export const note = text("note");
  export namespace Inner { export const flag = () => integer("flag", { mode: "boolean" }).default(false); }
}
class Columns {
  static readonly prefix = "x_";
  static id() { return integer("id").primaryKey({ autoIncrement: true }); }
  static named = (name: string) => text(`${Columns.prefix}${name}`);
}
class TableMaker {
  private columns: Record<string, any> = {};
  readonly stamp = () => Parts.made();
  constructor(private readonly name: string, size: number = 12) { this.columns.size = text("size", { length: size }); }
  with(key: string, column: any) { this.columns[key] = column; return this; }
  get full() { return `app_${this.name}`; }
  build() { return sqliteTable(this.full, { id: Columns.id(), ...this.columns, stamp: this.stamp() }); }
}
const snake = (value: string) => value.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
const kinds = ["firstKind", "secondKind", "third"] as const;
export const shelves = sqliteTable("shelves", {
  id: Columns.id(),
  label: Columns.named("label").notNull(),
  made: Parts.made(),
  note: Parts.note,
  flag: Parts.Inner.flag(),
  ...kinds.reduce((all, kind) => { all[kind] = integer(`${snake(kind)}_count`).notNull().default(0); return all; }, {} as Record<string, any>),
  big: blob("big", { mode: "bigint" }).$type<bigint>(),
  huge: integer("huge").default(2 ** 31),
}, (t) => [...kinds.filter((k) => k !== "third").map((k) => index(`shelves_${snake(k)}_idx`).on((t as any)[k]))]);
export const books = new TableMaker("books", 40).with("title", text("title").notNull()).with("price", real("price")).build();
function scoped(scope: string) {
  function column(name: string) { return text(`${scope}_${name}`); }
  let all: Record<string, any> = {};
  ["a", "b"].forEach((name) => { all[name] = column(name); });
  const checks: any[] = [];
  for (const name of ["a"]) { checks.push(check(`${scope}_${name}_set`, sql.raw(`${scope}_${name} <> ''`))); }
  let title = "t_"; title += scope;
  return sqliteTable(title, { id: integer("id").primaryKey(), ...all }, () => checks);
}
export const left = scoped("left");
export const { right } = { right: scoped("right") };
const registry: any[] = [];
const tracked = <T,>(table: T): T => { registry.push(table); return table; };
export const tracked1 = tracked(sqliteTable("tracked", { id: integer("id") }));
export const users = sqliteTable("users", { id: integer("id").primaryKey(), email: text("email") }, (t) => [uniqueIndex("email_lower").on(sql`lower(${t.email})`), index("by_test").on(t.email).where(sql`${t.email} is not null`)]);
export default sqliteTable("by_default", { id: integer() });
const make = sqliteTable;
export const made = make("made", { id: integer(), list: text({ mode: "json" }).$type<string[]>().default([]), when: text().default(/a/.test("a") ? "yes" : "no") } satisfies Record<string, any>);
export const looped = Object.fromEntries(["p", "q"].map((n) => [n, sqliteTable(n, { id: integer() })]));
export const { p, q } = looped;
