CREATE TABLE `music_albums` (
	`id` integer PRIMARY KEY NOT NULL,
	`releasedOn` text NOT NULL,
	`address2Id` integer,
	`iOSBuild` text,
	`coverURL` text,
	`playCount` integer DEFAULT 0
);
--> statement-breakpoint
CREATE UNIQUE INDEX `music_albums_coverURL_unique` ON `music_albums` (`coverURL`);--> statement-breakpoint
CREATE INDEX `by_release` ON `music_albums` (`releasedOn`);--> statement-breakpoint
CREATE UNIQUE INDEX `music_albums_address2Id_iOSBuild_unique` ON `music_albums` (`address2Id`,`iOSBuild`);--> statement-breakpoint
CREATE TABLE `music_tracks` (
	`id` integer PRIMARY KEY NOT NULL,
	`albumId` integer,
	`lengthMs` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`albumId`) REFERENCES `music_albums`(`id`) ON UPDATE no action ON DELETE no action
);
