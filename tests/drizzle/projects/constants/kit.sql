CREATE TABLE `tbl_trips` (
	`trip_id` integer PRIMARY KEY NOT NULL,
	`loc_to` text NOT NULL,
	`loc_from` text NOT NULL,
	`mode` text DEFAULT 'train'
);
--> statement-breakpoint
CREATE INDEX `tbl_trips_to_idx` ON `tbl_trips` (`loc_to`);