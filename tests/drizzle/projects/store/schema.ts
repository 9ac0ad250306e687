import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, real, sqliteTable, sqliteView, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";

export const customers = sqliteTable("customers", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  email: text("email").notNull().unique(),
  name: text("name", { length: 80 }).notNull(),
  tier: text("tier", { enum: ["free", "gold"] }).notNull().default("free"),
  active: integer("active", { mode: "boolean" }).notNull().default(true),
  settings: text("settings", { mode: "json" }).default({}),
  createdAt: integer("created_at", { mode: "timestamp" }).notNull().default(sql`(unixepoch())`),
  shout: text("shout").generatedAlwaysAs(sql`upper(name)`),
}, (t) => [
  index("customers_name_idx").on(sql`lower(${t.name})`),
  uniqueIndex("customers_active_name").on(t.name).where(sql`${t.active} = 1`),
]);

export const orders = sqliteTable("orders", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  customerId: integer("customer_id").notNull().references(() => customers.id, { onDelete: "cascade" }),
  number: text("number").notNull(),
  total: real("total").notNull().default(0),
  note: text("note"),
}, (t) => [
  check("orders_total", sql`${t.total} >= 0`),
  unique("orders_number").on(t.customerId, t.number),
  index("orders_customer_idx").on(t.customerId),
]);

export const lines = sqliteTable("order_lines", {
  orderId: integer("order_id").notNull().references(() => orders.id, { onDelete: "cascade" }),
  position: integer("position").notNull(),
  article: text("article").notNull(),
}, (t) => [primaryKey({ columns: [t.orderId, t.position] })]);

export const bigOrders = sqliteView("big_orders", { id: integer("id") }).as(sql`select id from ${orders} where ${orders.total} > 1000`);
