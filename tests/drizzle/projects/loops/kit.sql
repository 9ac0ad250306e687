CREATE TABLE `phrases` (
	`id` integer PRIMARY KEY NOT NULL,
	`text_en` text,
	`text_de` text,
	`text_fr` text
);
