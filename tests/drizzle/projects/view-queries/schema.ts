import { sql, eq, and, gt, desc, count, asc, isNull, lt } from "drizzle-orm";
import { integer, sqliteTable, sqliteView, text } from "drizzle-orm/sqlite-core";
export const users = sqliteTable("users", { id: integer("id").primaryKey(), name: text("name"), cityId: integer("city_id"), active: integer("active", { mode: "boolean" }), at: integer("at", { mode: "timestamp" }) });
export const cities = sqliteTable("cities", { id: integer("id").primaryKey(), name: text("name") });
export const v1 = sqliteView("v1").as((qb) => qb.select().from(users));
export const v2 = sqliteView("v2").as((qb) => qb.select({ id: users.id, n: users.name }).from(users).where(eq(users.active, true)));
export const v3 = sqliteView("v3").as((qb) => qb.select({ city: cities.name, total: count().as("total") }).from(cities).leftJoin(users, eq(users.cityId, cities.id)).groupBy(cities.id).orderBy(desc(cities.name), asc(cities.id)).limit(5));
export const v4 = sqliteView("v4").as((qb) => qb.select({ x: sql<number>`${users.id} + 1`.as("x"), y: users.name }).from(users).where(and(gt(users.id, 3), isNull(users.name))));
export const v5 = sqliteView("v5").as((qb) => qb.selectDistinct({ name: users.name }).from(users).innerJoin(cities, eq(users.cityId, cities.id)).having(gt(count(), 1)).groupBy(users.name));
