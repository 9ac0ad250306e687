import { sql } from "drizzle-orm";
import { check, foreignKey, integer, primaryKey, sqliteTable, text, index, unique, uniqueIndex } from "drizzle-orm/sqlite-core";

export const gameRooms = sqliteTable("game_rooms", {
  id: integer().primaryKey({ autoIncrement: true }),
  roomCode: text().notNull().unique(),
  address2Id: integer(),
  iOSBuild: text(),
  HTMLBody: text(),
  named: text("explicitName"),
  createdAt: integer({ mode: "timestamp" }).notNull().default(sql`(unixepoch())`),
}, (t) => [
  index("room_created").on(t.createdAt, t.named),
  uniqueIndex("room_code_lower").on(sql`lower(${t.roomCode})`),
  index("room_open").on(t.roomCode).where(sql`${t.createdAt} > 0`),
  unique().on(t.address2Id, t.iOSBuild),
  check("room_code_length", sql`length(${t.roomCode}) = 4`),
]);
export const roomPlayers = sqliteTable("room_players", {
  gameRoomId: integer().notNull(),
  playerName: text().notNull(),
  upperName: text().generatedAlwaysAs(sql`upper(player_name)`),
}, (t) => [
  primaryKey({ columns: [t.gameRoomId, t.playerName] }),
  foreignKey({ columns: [t.gameRoomId], foreignColumns: [gameRooms.id] }).onDelete("cascade").onUpdate("restrict"),
]);
