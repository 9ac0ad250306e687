CREATE TABLE `bookings` (
	`id` text PRIMARY KEY NOT NULL,
	`carrier` text NOT NULL,
	`number` integer NOT NULL,
	`day` text NOT NULL,
	`seat` text,
	FOREIGN KEY (`carrier`,`number`,`day`) REFERENCES `flights`(`carrier`,`number`,`day`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bookings_seat` ON `bookings` (`carrier`,`number`,`day`,`seat`);--> statement-breakpoint
CREATE TABLE `flights` (
	`carrier` text NOT NULL,
	`number` integer NOT NULL,
	`day` text NOT NULL,
	PRIMARY KEY(`carrier`, `number`, `day`)
);
