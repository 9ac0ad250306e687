CREATE TABLE `people` (
	`id` integer PRIMARY KEY NOT NULL,
	`first` text NOT NULL,
	`last` text NOT NULL,
	`full` text GENERATED ALWAYS AS ("first" || ' ' || "last") VIRTUAL,
	`initial` text GENERATED ALWAYS AS (substr(first, 1, 1)) STORED,
	`shout` text GENERATED ALWAYS AS (upper(last)) VIRTUAL NOT NULL
);
--> statement-breakpoint
CREATE INDEX `people_full` ON `people` (`full`);