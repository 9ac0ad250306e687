import { foreignKey, integer, sqliteTable, text, type AnySQLiteColumn } from "drizzle-orm/sqlite-core";
export const categories = sqliteTable("categories", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
  parentId: integer("parent_id").references((): AnySQLiteColumn => categories.id, { onDelete: "set null" }),
});
export const comments = sqliteTable("comments", {
  id: integer("id").primaryKey(),
  replyTo: integer("reply_to"),
}, (t) => [foreignKey({ columns: [t.replyTo], foreignColumns: [t.id], name: "comments_reply" }).onDelete("cascade")]);
