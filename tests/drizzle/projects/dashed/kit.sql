CREATE TABLE `price-watcher_link` (
	`id` integer PRIMARY KEY NOT NULL,
	`url` text(256),
	`updatedAt` integer
);
--> statement-breakpoint
CREATE INDEX `url_idx` ON `price-watcher_link` (`url`);