import { sqliteTableCreator, text, integer, index } from "drizzle-orm/sqlite-core";

export const createTable = sqliteTableCreator((name) => "price-watcher_" + name);
export const links = createTable("link", {
  id: integer("id").primaryKey(),
  url: text("url", { length: 256 }),
  updatedAt: integer("updatedAt", { mode: "timestamp" }).$onUpdate(() => new Date()),
}, (link) => ({ urlIndex: index("url_idx").on(link.url) }));
