import { integer } from "drizzle-orm/sqlite-core";
export { sqliteTable as table, text, integer } from "drizzle-orm/sqlite-core";
export const id = () => integer("id").primaryKey();
