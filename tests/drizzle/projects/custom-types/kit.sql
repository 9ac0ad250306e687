CREATE TABLE `measures` (
	`id` integer PRIMARY KEY NOT NULL,
	`label` text COLLATE NOCASE NOT NULL,
	`price` decimal(10, 2),
	`weight` decimal(5),
	`taken_at` text,
	`embedding` F32_BLOB(8)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `measures_label_unique` ON `measures` (`label`);--> statement-breakpoint
CREATE INDEX `measures_label` ON `measures` (`label`);