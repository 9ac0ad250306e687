CREATE TABLE `recipes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text(200) NOT NULL,
	`servings` real DEFAULT 1.5,
	`photo` blob,
	`cost` numeric DEFAULT '0.00',
	`steps` text DEFAULT '[]' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `recipes_title_idx` ON `recipes` (`title`);