CREATE TABLE `order` (
	`group` integer PRIMARY KEY NOT NULL,
	`select` text,
	`with space` text,
	`größe` text DEFAULT 'groß',
	CONSTRAINT "where" CHECK("order"."group" > 0)
);
--> statement-breakpoint
CREATE INDEX `from` ON `order` (`select`,`with space`);