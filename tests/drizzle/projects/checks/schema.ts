import { sql } from "drizzle-orm";
import { check, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
const kinds = ["cash", "card", "it's"] as const;
export const payments = sqliteTable("payments", {
  id: integer("id").primaryKey(),
  kind: text("kind", { enum: kinds }).notNull(),
  amount: real("amount").notNull(),
  fee: real("fee").notNull().default(0),
}, (t) => [
  check("payments_amount", sql`${t.amount} > 0 AND ${t.fee} >= 0`),
  check("payments_kind", sql`${t.kind} in ('cash', 'card', 'it''s')`),
  check("payments_total", sql`"amount" + "fee" < 1e6`),
  check("odd name", sql.raw(`length(kind) > 2`)),
]);
