CREATE TABLE `boats` (
	`id` integer PRIMARY KEY NOT NULL,
	`note` text,
	`owner_id` integer NOT NULL,
	`name` text,
	`length` integer DEFAULT (1 + 1)
);
--> statement-breakpoint
CREATE TABLE `cars` (
	`id` integer PRIMARY KEY NOT NULL,
	`note` text,
	`owner_id` integer NOT NULL,
	`plate` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cars_plate_unique` ON `cars` (`plate`);