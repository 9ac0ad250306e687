import { integer, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
export const seats = sqliteTable("seats", { row: text("row").notNull(), number: integer("number").notNull(), code: text("code") }, (t) => [
  unique().on(t.row, t.number),
  unique("seat_code").on(t.code),
  uniqueIndex("seat_row_code").on(t.row, t.code),
]);
