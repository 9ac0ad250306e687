import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
const id = integer("id").primaryKey();
const title = text().notNull();
export const films = sqliteTable("films", { id, title });
export const series = sqliteTable("series", { id, title, seasons: integer() });
