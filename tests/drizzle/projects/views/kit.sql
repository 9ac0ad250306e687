CREATE TABLE `shops` (
	`id` integer PRIMARY KEY NOT NULL,
	`city` text,
	`rating` integer
);
--> statement-breakpoint
CREATE VIEW `by_city` AS select "shops"."city", count(*) as total from "shops" group by "shops"."city";--> statement-breakpoint
CREATE VIEW `good_shops` AS select id, city from "shops" where "shops"."rating" > 3;