/** What each schema file of these begins with. */
export const preamble = `import { and, eq, getTableColumns, isNull, relations, sql } from "drizzle-orm";
import * as core from "drizzle-orm/sqlite-core";
import { blob, check, customType, foreignKey, index, integer, numeric, primaryKey, real, sqliteTable, sqliteTableCreator, sqliteView, text, text as string, unique, uniqueIndex, type AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { pgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import shared, { id, type Named, stamps as times, type stamps } from "./shared";
import * as all from "./shared";
`;

/** The file that they import. */
export const sharedFile = `import { integer, text, sqliteTable } from "drizzle-orm/sqlite-core";
export const id = () => integer("id").primaryKey({ autoIncrement: true });
export const stamps = { createdAt: integer("created_at", { mode: "timestamp" }).notNull(), updatedAt: text("updated_at") };
export type stamps = typeof stamps;
export interface Named { name: string }
export default stamps;
export function keyed(name: string): any; export function keyed(name: string, length = 8) { return text(name, { length }); }
export const owners = sqliteTable("owners", { id: id(), ...stamps });
export enum Level { Low, High = 5, Top }
export { owners as people };
`;

/** Pieces of schemas, each in a spelling of its own. Any of them may stand in one file, in any order. */
export const fragments: readonly string[] = [
  `export const users = sqliteTable("users", { id: integer("id").primaryKey(), name: text("name").notNull().default("x"), ...times });`,
  `export const posts = sqliteTable("posts", {
    id: id(), author: integer("author").references((): AnySQLiteColumn => users.id, { onDelete: "cascade" }),
    parent: integer().references((): AnySQLiteColumn => posts.id), title: string("title", { length: 0x10 }), price: numeric({ mode: "bigint" }).default(1_0n),
  }, (t) => [index("by_author").on(t.author, sql\`lower(\${t.title})\`).where(sql\`\${t.price} > -1\`), unique().on(t.title), check("priced", sql\`\${t.price} >= \${0}\`)]);`,
  `export const tags = core.sqliteTable("tags", { a: core.text("a"), "b-c": core.integer("b"), 3: core.real() }, ({ a, ...rest }) => ({ key: core.primaryKey({ columns: [a, rest["b-c"]] }), no: null }));`,
  `const columns = { one: text("one"), two: integer("two", { mode: "boolean" }).default(true) } as const;
export const spreads = sqliteTable("spreads", { ...columns, three: text("three") });`,
  `const roles = ["admin", "user"] as const; export type Role = (typeof roles)[number];
export const members = sqliteTable("members", { role: text("role", { enum: roles }).notNull().$type<Role>().$defaultFn(() => { const made = roles[0]; return made!; }) });`,
  `export type User = typeof users.$inferSelect; export interface Extra extends Named { more: string }
export const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) })); export const insert = z.object({ name: z.string() });`,
  `const column = (name: string, { size = 5, kind }: { size?: number; kind?: string } = {}, ...more: string[]) => { const full = \`\${name}_\${more.length}\`; if (kind === "real") { return real(full); } return text(full, { length: size }); };
export const made = sqliteTable("made", { a: column("a"), b: column("b", { size: 2 }), c: column("c", { kind: "real" }, "x", "y") });`,
  `const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType() { return "blob"; }, toDriver: (value) => value });
export const files = sqliteTable("files", { body: bytes("body").notNull(), when: integer({ mode: "timestamp_ms" }).defaultNow(), any: blob({ mode: "json" }).default({ a: [1, null] }) });`,
  `export const table = sqliteTableCreator((name) => \`app_\${name}\`); export const prefixed = table("prefixed", (t) => ({ id: t.integer().primaryKey(), at: t.text().default(sql\`(CURRENT_TIMESTAMP)\`) }));`,
  `export const view = sqliteView("recent").as((qb) => qb.select({ id: users.id, name: users.name }).from(users).where(and(eq(users.name, "o'x"), isNull(users.id))));`,
  `export const old = sqliteView("old", { id: integer("id") }).existing(); export const raw = sqliteView("raw", { n: text("n") }).as(sql\`select \${users.name} as n from \${users}\`);`,
  `export const links = sqliteTable("links", { a: integer("a"), b: integer("b") }, (t) => { return { fk: foreignKey({ columns: [t.a, t.b], foreignColumns: [users.id, posts.id] }).onDelete("set null"), u: uniqueIndex("u").on(t.a) }; });`,
  `const wide = Object.fromEntries(["x", "y"].map((name, i) => [name, integer(\`\${name}\${i + 1}\`).notNull()])); export const grid = sqliteTable("grid", wide);`,
  `function withStamps<T extends Record<string, any>>(name: string, given: T, wait = 3 > 2 ? "s" : "t") { const own = { ...given, [wait + "_at"]: text(wait) }; return sqliteTable(name, own); }
export const stamped = withStamps("stamped", { id: integer() }), more = withStamps(\`more\`, {}, "z");`,
  `export default sqliteTable("standard", { id: integer("id") });`,
  `export { users as persons }; export type { Named as Person };`,
  `export * from "./shared"; export * as schema from "./shared"; export { default as moments, owners as holders } from "./shared";`,
  `let counter = 0; const list: any[] = []; list.push(text("pushed")); export const counted = sqliteTable(\`counted_\${counter}\`, { first: list[0] });`,
  `const changing = { a: text("a") }; (changing as any).b = integer("b"); export const changed = sqliteTable("changed", changing);`,
  `class Columns { static key = integer("key").primaryKey(); readonly size = 4; constructor(private prefix: string, public other = "o") { this.size = 9; } name(name: string) { return text(this.prefix + name, { length: this.size }); } get last() { return real("last"); } }
const cols = new Columns("p_"); export const classy = sqliteTable("classy", { key: Columns.key, name: cols.name("n"), last: cols.last });`,
  `export enum Status { Open = "open", Done = "done" } enum Rank { Low = -1, Mid, High = 7, Top }
export const states = sqliteTable("states", { status: text("status", { enum: [Status.Open, Status.Done] }).default(Status.Open), rank: integer().default(Rank.Top), level: integer().default(all.Level.Top) });`,
  `export const namespaced = sqliteTable("namespaced", { id: all.id(), keyed: all.keyed("keyed"), ...all.stamps, owner: integer().references(() => all.people.id) });`,
  `const privately = sqliteTable("privately", { id: integer() }); export const inside = { privately, list: [sqliteTable("listed", { id: integer() })] };`,
  `export const { a: taken = "t", ...others } = { a: sqliteTable("taken", { id: integer() }), b: sqliteTable("other", { id: integer() }) }; const [, second = 2, ...third] = [1, 2, 3];`,
  `export const pg = pgTable("pg", { id: integer() }); export const broken = sqliteTable(process.env.NAME ?? "x", { id: unknown("id") });`,
  `const stepped = (mode?: string) => { switch (mode) { case "a": case "b": { const made = text("m"); return made; } default: break; } for (const each of ["q"]) { if (each) return text(each); } try { return real("r"); } catch (error) { throw error; } };
export const steps = sqliteTable("steps", { a: stepped("a"), b: stepped(), c: stepped?.("z"), d: stepped!("b")! });`,
  `export const dated = sqliteTable("dated", { a: integer({ mode: "timestamp" }).default(new Date("2024-01-01")), b: text().default(/x/.source), c: real().default(-(1.50e2)), d: text().default("q\\u0041'\\n" as string), e: text().default((("deep")) satisfies string) });`,
  `const late = () => text(lateName); const lateName = "late"; export const lately = sqliteTable("lately", { late: late(), g: integer("g").generatedAlwaysAs((): any => sql\`\${lately.h} * 2\`, { mode: "stored" }), h: integer("h") });`,
  `export const getters = sqliteTable("getters", { get one() { return text("one"); }, two: (1, text("two")), ["three" + 3]: text(), async four() { return text("four"); } } as any);`,
  `export const chained = sqliteTable("chained", { a: (users?.name)?.table ?? text("a"), b: typeof users === "object" ? text("b") : null, c: !0 && integer("c") } as any, function (self) { return [index("i").on(self.b), ...[unique("w").on(self.c)]]; });`,
  `function counting(n: number): any { return n <= 0 ? {} : { ...counting(n - 1), ["c" + n]: integer() }; } export const counts = sqliteTable("counts", counting(3)); const unusedFn = async function* named() { yield await named(); };`,
  `const base = (extra = base2) => ({ extra }); const base2 = text("base2"); { const users = 1; console.log(users); } export const shadow = sqliteTable("shadow", { ...base(), z: ((users: any) => users)(text("z")) });`,
  `import more1 from "./shared"; import { sqliteTable as make } from "drizzle-orm/sqlite-core/table"; export const made2 = make("made2", { ...more1, ...getTableColumns(users) });`,
  `if (process.env.NODE_ENV === "test") { console.log("x"); } while (false) { counter2++; } let counter2 = 1; delete (globalThis as any).x; Object.assign(shared, {});`,
  `import type Packaged from "packaged"; import type  Moments from "./shared"; import type * as Types from "./shared"; export const typed = sqliteTable("typed", { a: Packaged("a"), ...Moments, ...Types.stamps });`,
  `const wörter = ["ä", "😀", "\\u{1F600}", "\\uD83D", "\u2028"]; export const größe = sqliteTable("größe", { é: text("é", { enum: wörter as any }).default("日本"), x: text(\`a
b\\
c\`), y: integer("\\x41").default(1e21) }, (t) => [check("c", sql\`\${t.é} <> 'ü' -- "
\`), index("😀 i").on(t.é)]);`,
  `declare const given: string; declare function outside(name: string): any; abstract class Base { abstract name: string; static make() { return text("made"); } } export const based = sqliteTable("based", { a: Base.make(), b: text(given), c: outside("c") });`,
];
