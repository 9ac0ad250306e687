import { sql, type SQL } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const people = sqliteTable("people", {
  id: integer("id").primaryKey(),
  first: text("first").notNull(),
  last: text("last").notNull(),
  full: text("full").generatedAlwaysAs((): SQL => sql`${people.first} || ' ' || ${people.last}`),
  initial: text("initial").generatedAlwaysAs(sql`substr(first, 1, 1)`, { mode: "stored" }),
  shout: text("shout").generatedAlwaysAs("upper(last)", { mode: "virtual" }).notNull(),
}, (t) => [index("people_full").on(t.full)]);
