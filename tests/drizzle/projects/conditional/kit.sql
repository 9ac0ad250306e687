CREATE TABLE `plants` (
	`id` integer PRIMARY KEY NOT NULL,
	`notes` text,
	`height` integer DEFAULT 10
);
