import { and, desc, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
export const tasks = sqliteTable("tasks", {
  id: integer("id").primaryKey(),
  title: text("title").notNull(),
  slug: text("slug"),
  done: integer("done", { mode: "boolean" }).notNull().default(false),
  dueAt: integer("due_at", { mode: "timestamp_ms" }),
  deletedAt: integer("deleted_at", { mode: "timestamp" }),
  payload: text("payload", { mode: "json" }),
}, (t) => [
  index("tasks_due").on(desc(t.dueAt)),
  index("tasks_due_title").on(sql`${t.dueAt} desc`, t.title),
  index("tasks_lower").on(sql`lower(${t.title})`),
  index("tasks_nocase").on(sql`${t.title} COLLATE NOCASE`),
  uniqueIndex("tasks_slug").on(t.slug).where(isNull(t.deletedAt)),
  index("tasks_deleted").on(t.deletedAt).where(and(isNotNull(t.deletedAt), isNotNull(t.slug))!),
  index("tasks_raw").on(t.slug).where(sql.raw("done = 0")),
  uniqueIndex("tasks_title_open").on(t.title).where(sql`${t.done} = 0 and ${t.deletedAt} is null`),
]);
