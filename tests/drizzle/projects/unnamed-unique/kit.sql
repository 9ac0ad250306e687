CREATE TABLE `seats` (
	`row` text NOT NULL,
	`number` integer NOT NULL,
	`code` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `seat_row_code` ON `seats` (`row`,`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `seats_row_number_unique` ON `seats` (`row`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `seat_code` ON `seats` (`code`);