import { sql } from "drizzle-orm";
import * as t from "drizzle-orm/sqlite-core";
export const id = { id: t.integer("id").primaryKey({ autoIncrement: true }) };
export const auditable = {
  createdAt: t.text("created_at").notNull().default(sql`(CURRENT_TIMESTAMP)`),
  updatedAt: t.text("updated_at").notNull().default(sql`CURRENT_TIMESTAMP`),
};
export const softDelete = { deletedAt: t.integer("deleted_at", { mode: "timestamp" }) };
