CREATE TABLE `cities` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text,
	`city_id` integer,
	`active` integer,
	`at` integer
);
--> statement-breakpoint
CREATE VIEW `v1` AS select "id", "name", "city_id", "active", "at" from "users";--> statement-breakpoint
CREATE VIEW `v2` AS select "id", "name" from "users" where "users"."active" = 1;--> statement-breakpoint
CREATE VIEW `v3` AS select "cities"."name", count(*) as "total" from "cities" left join "users" on "users"."city_id" = "cities"."id" group by "cities"."id" order by "cities"."name" desc, "cities"."id" asc limit 5;--> statement-breakpoint
CREATE VIEW `v4` AS select "id" + 1 as "x", "name" from "users" where ("users"."id" > 3 and "users"."name" is null);--> statement-breakpoint
CREATE VIEW `v5` AS select distinct "users"."name" from "users" inner join "cities" on "users"."city_id" = "cities"."id" group by "users"."name" having count(*) > 1;