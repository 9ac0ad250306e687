CREATE TABLE `tasks` (
	`id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`slug` text,
	`done` integer DEFAULT false NOT NULL,
	`due_at` integer,
	`deleted_at` integer,
	`payload` text
);
--> statement-breakpoint
CREATE INDEX `tasks_due` ON `tasks` ("due_at" desc);--> statement-breakpoint
CREATE INDEX `tasks_due_title` ON `tasks` ("due_at" desc,`title`);--> statement-breakpoint
CREATE INDEX `tasks_lower` ON `tasks` (lower("title"));--> statement-breakpoint
CREATE INDEX `tasks_nocase` ON `tasks` ("title" COLLATE NOCASE);--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_slug` ON `tasks` (`slug`) WHERE "tasks"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX `tasks_deleted` ON `tasks` (`deleted_at`) WHERE ("tasks"."deleted_at" is not null and "tasks"."slug" is not null);--> statement-breakpoint
CREATE INDEX `tasks_raw` ON `tasks` (`slug`) WHERE done = 0;--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_title_open` ON `tasks` (`title`) WHERE "tasks"."done" = 0 and "tasks"."deleted_at" is null;