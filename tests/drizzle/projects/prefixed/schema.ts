import { int, sqliteTableCreator, text } from "drizzle-orm/sqlite-core";

const prefix = "shop";
export const createTable = sqliteTableCreator((name) => `${prefix}_${name}`);

export const products = createTable("product", {
  id: int("id", { mode: "number" }).primaryKey({ autoIncrement: true }),
  sku: text("sku", { length: 32 }).unique(),
  price: int("price").notNull().default(0),
});
export const reviews = createTable("review", {
  id: int("id").primaryKey(),
  productId: int("product_id").references(() => products.id),
});
