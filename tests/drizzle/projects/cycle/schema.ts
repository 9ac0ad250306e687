import { integer, sqliteTable, text, type AnySQLiteColumn } from "drizzle-orm/sqlite-core";
export const teams = sqliteTable("teams", {
  id: integer("id").primaryKey(),
  captainId: integer("captain_id").references((): AnySQLiteColumn => players.id),
});
export const players = sqliteTable("players", {
  id: integer("id").primaryKey(),
  name: text("name"),
  teamId: integer("team_id").notNull().references(() => teams.id, { onDelete: "cascade", onUpdate: "cascade" }),
});
