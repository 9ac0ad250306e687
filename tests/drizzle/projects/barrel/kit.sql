CREATE TABLE `seats` (
	`id` integer PRIMARY KEY NOT NULL,
	`theatre_id` integer,
	FOREIGN KEY (`theatre_id`) REFERENCES `theatres`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `theatres` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
