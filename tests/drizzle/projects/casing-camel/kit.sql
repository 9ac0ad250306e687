CREATE TABLE `weather_reports` (
	`reportId` integer PRIMARY KEY NOT NULL,
	`stationName` text NOT NULL,
	`windSpeedKmh` integer DEFAULT 0
);
--> statement-breakpoint
CREATE UNIQUE INDEX `weather_reports_station_name_unique` ON `weather_reports` (`stationName`);