CREATE TABLE `rooms` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`floor` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "rooms_floor_range" CHECK("rooms"."floor" between -2 and 40)
);
--> statement-breakpoint
CREATE INDEX `rooms_floor` ON `rooms` (`floor`);