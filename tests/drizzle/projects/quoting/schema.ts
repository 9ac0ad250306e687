import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const order = sqliteTable("order", {
  group: integer("group").primaryKey(),
  select: text("select"),
  spaced: text("with space"),
  umlaut: text("größe").default("groß"),
}, (t) => [index("from").on(t.select, t.spaced), check("where", sql`${t.group} > 0`)]);
