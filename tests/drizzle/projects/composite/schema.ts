import { foreignKey, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
export const flights = sqliteTable("flights", {
  carrier: text("carrier").notNull(),
  number: integer("number").notNull(),
  day: text("day").notNull(),
}, (t) => [primaryKey({ name: "flights_key", columns: [t.carrier, t.number, t.day] })]);
export const bookings = sqliteTable("bookings", {
  id: text("id").primaryKey(),
  carrier: text("carrier").notNull(),
  number: integer("number").notNull(),
  day: text("day").notNull(),
  seat: text("seat"),
}, (t) => ({
  flight: foreignKey(() => ({ columns: [t.carrier, t.number, t.day], foreignColumns: [flights.carrier, flights.number, flights.day] })).onDelete("cascade"),
  seat: uniqueIndex("bookings_seat").on(t.carrier, t.number, t.day, t.seat),
}));
