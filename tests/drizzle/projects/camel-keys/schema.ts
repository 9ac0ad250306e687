import { sql } from "drizzle-orm";
import { integer, sqliteTable, text, index, unique } from "drizzle-orm/sqlite-core";

export const musicAlbums = sqliteTable("music_albums", {
  id: integer().primaryKey(),
  releasedOn: text().notNull(),
  address2Id: integer(),
  iOSBuild: text(),
  coverURL: text().unique(),
  playCount: integer().default(0),
}, (t) => [index("by_release").on(t.releasedOn), unique().on(t.address2Id, t.iOSBuild)]);
export const musicTracks = sqliteTable("music_tracks", {
  id: integer().primaryKey(),
  albumId: integer().references(() => musicAlbums.id),
  lengthMs: integer().notNull().default(sql`0`),
});
