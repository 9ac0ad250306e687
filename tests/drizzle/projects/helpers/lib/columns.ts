import { integer, real, text, type AnySQLiteColumn } from "drizzle-orm/sqlite-core";

export const key = () => integer("id").primaryKey({ autoIncrement: true });
export function named(name: string, length = 40) {
  return text(name, { length }).notNull();
}
export const flag = (name: string, initial: boolean = false) => integer(name, { mode: "boolean" }).notNull().default(initial);
export const money = (name: string) => real(name).notNull().default(0);
export const reference = (name: string, target: () => AnySQLiteColumn) => {
  const column = integer(name).notNull();
  return column.references(target, { onDelete: "restrict" });
};
export const moment = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`${name}At`, integer(`${name}_at`, { mode: "timestamp" })]));
