CREATE TABLE `child_a` (
	`p` integer,
	FOREIGN KEY (`p`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `child_b` (
	`p` integer,
	FOREIGN KEY (`p`) REFERENCES `parents`(`id`) ON UPDATE set null ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `child_c` (
	`p` integer DEFAULT 1,
	FOREIGN KEY (`p`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE set default
);
--> statement-breakpoint
CREATE TABLE `child_d` (
	`p` integer,
	`q` integer,
	FOREIGN KEY (`p`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`q`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `parents` (
	`id` integer PRIMARY KEY NOT NULL
);
