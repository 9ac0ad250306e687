import { pgTable, serial, text as pgText } from "drizzle-orm/pg-core";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const warehouseCopy = pgTable("warehouse_copy", { id: serial("id").primaryKey(), name: pgText("name").notNull() });
export const local = sqliteTable("local", { id: integer("id").primaryKey(), name: text("name") });
