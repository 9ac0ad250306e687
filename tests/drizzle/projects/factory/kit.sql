CREATE TABLE `brushes` (
	`id` integer PRIMARY KEY NOT NULL,
	`size` text NOT NULL,
	FOREIGN KEY (`size`) REFERENCES `lookup_sizes`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `lookup_colours` (
	`code` text(20) PRIMARY KEY NOT NULL,
	`label` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `paints` (
	`id` integer PRIMARY KEY NOT NULL,
	`colour` text,
	FOREIGN KEY (`colour`) REFERENCES `lookup_colours`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `lookup_sizes` (
	`code` text(3) PRIMARY KEY NOT NULL,
	`label` text NOT NULL
);
