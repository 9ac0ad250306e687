import { eq, gt, sql } from "drizzle-orm";
import { integer, sqliteTable, sqliteView, text } from "drizzle-orm/sqlite-core";
export const shops = sqliteTable("shops", { id: integer("id").primaryKey(), city: text("city"), rating: integer("rating") });
export const goodShops = sqliteView("good_shops", { id: integer("id"), city: text("city") }).as(sql`select id, city from ${shops} where ${shops.rating} > ${3}`);
export const byCity = sqliteView("by_city", { city: text("city"), total: integer("total") }).as(sql`select ${shops.city}, count(*) as total from ${shops} group by ${shops.city}`);
export const elsewhere = sqliteView("elsewhere", { id: integer("id") }).existing();
