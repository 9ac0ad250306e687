import { integer, sqliteTable, text, index } from "drizzle-orm/sqlite-core";
import { COLUMNS, TABLES } from "./names";
export const trips = sqliteTable(TABLES.trips, {
  [COLUMNS.id]: integer(COLUMNS.id).primaryKey(),
  to: text(`${COLUMNS.prefix}_to`).notNull(),
  from: text(COLUMNS.prefix + "_" + "from").notNull(),
  mode: text("mode", { enum: COLUMNS.modes }).default(COLUMNS.modes[0]),
}, (t) => [index(`${TABLES.trips}_to_idx`).on(t.to)]);
