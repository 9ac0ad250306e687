CREATE TABLE `game_rooms` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`room_code` text NOT NULL,
	`address2_id` integer,
	`i_os_build` text,
	`html_body` text,
	`explicitName` text,
	`created_at` integer DEFAULT (unixepoch()) NOT NULL,
	CONSTRAINT "room_code_length" CHECK(length("game_rooms"."room_code") = 4)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `game_rooms_roomCode_unique` ON `game_rooms` (`room_code`);--> statement-breakpoint
CREATE INDEX `room_created` ON `game_rooms` (`created_at`,`explicitName`);--> statement-breakpoint
CREATE UNIQUE INDEX `room_code_lower` ON `game_rooms` (lower("room_code"));--> statement-breakpoint
CREATE INDEX `room_open` ON `game_rooms` (`room_code`) WHERE "game_rooms"."created_at" > 0;--> statement-breakpoint
CREATE UNIQUE INDEX `game_rooms_address2Id_iOSBuild_unique` ON `game_rooms` (`address2_id`,`i_os_build`);--> statement-breakpoint
CREATE TABLE `room_players` (
	`game_room_id` integer NOT NULL,
	`player_name` text NOT NULL,
	`upper_name` text GENERATED ALWAYS AS (upper(player_name)) VIRTUAL,
	PRIMARY KEY(`game_room_id`, `player_name`),
	FOREIGN KEY (`game_room_id`) REFERENCES `game_rooms`(`id`) ON UPDATE restrict ON DELETE cascade
);
