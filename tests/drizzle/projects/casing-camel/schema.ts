import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const weather_reports = sqliteTable("weather_reports", {
  report_id: integer().primaryKey(),
  station_name: text().notNull().unique(),
  wind_speed_kmh: integer().default(0),
});
