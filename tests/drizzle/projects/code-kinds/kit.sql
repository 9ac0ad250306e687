CREATE TABLE `app_books` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`size` text(40),
	`title` text NOT NULL,
	`price` real,
	`made_at` integer DEFAULT (unixepoch() * 1000) NOT NULL
);
--> statement-breakpoint
CREATE TABLE `by_default` (
	`id` integer
);
--> statement-breakpoint
CREATE TABLE `t_left` (
	`id` integer PRIMARY KEY NOT NULL,
	`left_a` text,
	`left_b` text,
	CONSTRAINT "left_a_set" CHECK(left_a <> '')
);
--> statement-breakpoint
CREATE TABLE `made` (
	`id` integer,
	`list` text DEFAULT '[]',
	`when` text DEFAULT 'yes'
);
--> statement-breakpoint
CREATE TABLE `p` (
	`id` integer
);
--> statement-breakpoint
CREATE TABLE `q` (
	`id` integer
);
--> statement-breakpoint
CREATE TABLE `t_right` (
	`id` integer PRIMARY KEY NOT NULL,
	`right_a` text,
	`right_b` text,
	CONSTRAINT "right_a_set" CHECK(right_a <> '')
);
--> statement-breakpoint
CREATE TABLE `shelves` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`x_label` text NOT NULL,
	`made_at` integer DEFAULT (unixepoch() * 1000) NOT NULL,
	`note` text,
	`flag` integer DEFAULT false,
	`first_kind_count` integer DEFAULT 0 NOT NULL,
	`second_kind_count` integer DEFAULT 0 NOT NULL,
	`third_count` integer DEFAULT 0 NOT NULL,
	`big` blob,
	`huge` integer DEFAULT 2147483648
);
--> statement-breakpoint
CREATE INDEX `shelves_first_kind_idx` ON `shelves` (`first_kind_count`);--> statement-breakpoint
CREATE INDEX `shelves_second_kind_idx` ON `shelves` (`second_kind_count`);--> statement-breakpoint
CREATE TABLE `tracked` (
	`id` integer
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY NOT NULL,
	`email` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `email_lower` ON `users` (lower("email"));--> statement-breakpoint
CREATE INDEX `by_test` ON `users` (`email`) WHERE "users"."email" is not null;