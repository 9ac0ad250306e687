CREATE TABLE `extra` (
	`id` integer PRIMARY KEY NOT NULL,
	`said` text DEFAULT CURRENT_TIMESTAMP
);
--> statement-breakpoint
CREATE TABLE `moves` (
	`from_state` text NOT NULL,
	`to_state` text NOT NULL,
	`kind` text DEFAULT 'a',
	`at` integer DEFAULT (unixepoch()),
	PRIMARY KEY(`from_state`, `to_state`),
	FOREIGN KEY (`from_state`) REFERENCES `states`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_state`) REFERENCES `states`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `moves_to` ON `moves` (`to_state`);--> statement-breakpoint
CREATE TABLE `states` (
	`code` text PRIMARY KEY NOT NULL,
	`sort` integer NOT NULL
);
