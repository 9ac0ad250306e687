CREATE TABLE `local` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text
);
