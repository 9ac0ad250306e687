import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
const WITH_NOTES = true as boolean;
const isTest = false;
export const plants = sqliteTable(isTest ? "test_plants" : "plants", {
  id: integer("id").primaryKey(),
  ...(WITH_NOTES ? { notes: text("notes") } : {}),
  ...(isTest && { debug: text("debug") }),
  height: integer("height").default(isTest ? 0 : 10),
});
