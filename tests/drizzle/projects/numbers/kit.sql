CREATE TABLE `ledgers` (
	`id` integer PRIMARY KEY NOT NULL,
	`wei` blob,
	`big` numeric,
	`price` numeric NOT NULL,
	`text` numeric,
	`rate` real DEFAULT 0.001 NOT NULL,
	`million` integer DEFAULT 1000000,
	`huge` real DEFAULT 1e+21
);
