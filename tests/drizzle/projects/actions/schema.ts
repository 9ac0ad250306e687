import { integer, sqliteTable } from "drizzle-orm/sqlite-core";
export const parents = sqliteTable("parents", { id: integer("id").primaryKey() });
export const a = sqliteTable("child_a", { p: integer("p").references(() => parents.id, { onDelete: "no action", onUpdate: "no action" }) });
export const b = sqliteTable("child_b", { p: integer("p").references(() => parents.id, { onDelete: "restrict", onUpdate: "set null" }) });
export const c = sqliteTable("child_c", { p: integer("p").default(1).references(() => parents.id, { onDelete: "set default" }) });
export const d = sqliteTable("child_d", { p: integer("p").references(() => parents.id), q: integer("q").references(() => parents.id) });
