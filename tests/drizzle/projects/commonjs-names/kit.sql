CREATE TABLE `device_logs` (
	`id` integer PRIMARY KEY NOT NULL,
	`device_id` integer,
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `devices` (
	`id` integer PRIMARY KEY NOT NULL,
	`serial` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `device_serial` ON `devices` (`serial`);