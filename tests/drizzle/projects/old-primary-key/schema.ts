import { integer, primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
export const follows = sqliteTable("follows", { fan: integer("fan").notNull(), star: integer("star").notNull() }, (t) => ({ pk: primaryKey(t.fan, t.star) }));
export const single = sqliteTable("single", { code: integer("code") }, (t) => [primaryKey({ columns: [t.code] })]);
