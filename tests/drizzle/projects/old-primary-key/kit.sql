CREATE TABLE `follows` (
	`fan` integer NOT NULL,
	`star` integer NOT NULL,
	PRIMARY KEY(`fan`, `star`)
);
--> statement-breakpoint
CREATE TABLE `single` (
	`code` integer PRIMARY KEY
);
