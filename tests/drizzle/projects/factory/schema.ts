import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
function lookup<T extends string>(name: T, width = 20) {
  return sqliteTable(`lookup_${name}`, { code: text("code", { length: width }).primaryKey(), label: text("label").notNull() });
}
export const colours = lookup("colours");
export const sizes = lookup("sizes", 3);
export const { paints, brushes } = (() => {
  const paints = sqliteTable("paints", { id: integer("id").primaryKey(), colour: text("colour").references(() => colours.code) });
  const brushes = sqliteTable("brushes", { id: integer("id").primaryKey(), size: text("size").notNull().references(() => sizes.code) });
  return { paints, brushes };
})();
