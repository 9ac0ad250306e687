import { sqliteTable, index } from "drizzle-orm/sqlite-core";
import { flag, key, money, moment, named, reference } from "@/lib/columns";

export const warehouses = sqliteTable("warehouses", { id: key(), name: named("name", 80), isOpen: flag("is_open", true) });
export const shelves = sqliteTable("shelves", {
  id: key(),
  warehouseId: reference("warehouse_id", () => warehouses.id),
  rent: money("rent"),
  ...moment("built", "emptied"),
}, (t) => [index("shelves_warehouse").on(t.warehouseId)]);
