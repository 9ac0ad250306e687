import { blob, integer, numeric, real, sqliteTable } from "drizzle-orm/sqlite-core";
export const ledgers = sqliteTable("ledgers", {
  id: integer({ mode: "number" }).primaryKey({ autoIncrement: false }),
  wei: blob({ mode: "bigint" }),
  big: numeric({ mode: "bigint" }),
  price: numeric({ mode: "number" }).notNull(),
  text: numeric({ mode: "string" }),
  rate: real("rate").notNull().default(1e-3),
  million: integer().default(1_000_000),
  huge: real().default(1e21),
});
