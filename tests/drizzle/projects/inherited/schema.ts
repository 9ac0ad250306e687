import { getTableColumns, sql } from "drizzle-orm";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
const base = { id: integer("id").primaryKey(), note: text("note") };
const withOwner = <T extends object>(columns: T) => ({ ...base, ownerId: integer("owner_id").notNull(), ...columns });
export const cars = sqliteTable("cars", withOwner({ plate: text("plate").notNull().unique() }));
export const boats = sqliteTable("boats", withOwner({ name: text("name"), length: integer("length").default(sql`(1 + 1)`) }));
