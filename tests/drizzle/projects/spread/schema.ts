import { sqliteTable, text, integer } from "drizzle-orm/sqlite-core";
import { auditable, softDelete, id } from "./columns.helpers";

export const customers = sqliteTable("customers", { ...id, name: text("name").notNull(), ...auditable, ...softDelete });
export const invoices = sqliteTable("invoices", {
  ...id,
  customerId: integer("customer_id").notNull().references(() => customers.id),
  ...auditable,
});
