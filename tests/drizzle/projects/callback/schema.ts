import { sql } from "drizzle-orm";
import { index, sqliteTable } from "drizzle-orm/sqlite-core";
export const recipes = sqliteTable("recipes", (d) => ({
  id: d.integer().primaryKey({ autoIncrement: true }),
  title: d.text({ length: 200 }).notNull(),
  servings: d.real().default(1.5),
  photo: d.blob({ mode: "buffer" }),
  cost: d.numeric().default("0.00"),
  steps: d.text({ mode: "json" }).$type<string[]>().notNull().default(sql`'[]'`),
}), (t) => [index("recipes_title_idx").on(t.title)]);
