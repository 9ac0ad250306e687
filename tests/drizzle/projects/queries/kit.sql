CREATE TABLE `authors` (
	`id` integer PRIMARY KEY NOT NULL,
	`full_name` text NOT NULL,
	`mentor_id` integer,
	`royalties` numeric
);
--> statement-breakpoint
CREATE TABLE `books` (
	`id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`author_id` integer,
	`price` integer,
	`sold_at` integer,
	FOREIGN KEY (`author_id`) REFERENCES `authors`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sales` (
	`book_id` integer,
	`amount` integer,
	`at` integer
);
--> statement-breakpoint
CREATE VIEW `crossed` AS select "books"."title", "authors"."full_name" from "books" cross join "authors";--> statement-breakpoint
CREATE VIEW `distinct_view` AS select distinct "author_id" from "books" order by "books"."author_id" desc nulls last;--> statement-breakpoint
CREATE VIEW `excepted` AS select "id" from "authors" except select "author_id" from "books" where "books"."price" > 3 limit 3;--> statement-breakpoint
CREATE VIEW `from_alias` AS select "id", cast("royalties" as text) from "authors" "mentors" where "mentors"."mentor_id" is null;--> statement-breakpoint
CREATE VIEW `from_sql` AS select b.id as "id" from books b inner join authors a on a.id = b.author_id where b.price > 5;--> statement-breakpoint
CREATE VIEW `from_subquery` AS select "author_id", "n" from (select "author_id", count(*) as "n" from "books" group by "books"."author_id") "sq" where "n" > 2 limit 5 offset 1;--> statement-breakpoint
CREATE VIEW `function_union` AS select "id" from "books" union all select "id" from "authors" union select "book_id" from "sales";--> statement-breakpoint
CREATE VIEW `having_view` AS select "author_id", count(distinct "title") as "n", avg("price") as "mean" from "books" group by "books"."author_id" having count(distinct "books"."title") > 1 order by "n" desc, "mean";--> statement-breakpoint
CREATE VIEW `join_subquery` AS select "authors"."full_name", "n", "sq"."author_id" from "authors" left join (select "author_id", count("id") as "n", max("price") as "dear" from "books" group by "books"."author_id") "sq" on "sq"."author_id" = "authors"."id" order by "n", "authors"."full_name" desc;--> statement-breakpoint
CREATE VIEW `joins_all` AS select "authors"."id", cast("authors"."royalties" as text), "books"."id" + 1 as "b" from "authors" right join "books" on "books"."author_id" = "authors"."id" full join "sales" on "sales"."book_id" = "books"."id";--> statement-breakpoint
CREATE VIEW `last_wins` AS select "book_id", "amount", "at" from "sales" where "sales"."at" > 2 limit 2;--> statement-breakpoint
CREATE VIEW `manual` AS select "books"."id", "books"."title" as name from "books";--> statement-breakpoint
CREATE VIEW `nested` AS select "books"."id", "books"."title", "authors"."full_name" from "books" inner join "authors" on "authors"."id" = "books"."author_id";--> statement-breakpoint
CREATE VIEW `on_function` AS select "books"."id", 1 as "x", "authors"."id" from "books" inner join "authors" on "books"."id" = "authors"."id";--> statement-breakpoint
CREATE VIEW `on_manual` AS select "id", "name" from "manual" where "manual"."name" = 'x';--> statement-breakpoint
CREATE VIEW `raw_cte` AS with "raw" as (select 1 as n) select "n" from "raw";--> statement-breakpoint
CREATE VIEW `self_join` AS select "authors"."full_name", upper("mentors"."full_name") as "by" from "authors" left join "authors" "mentors" on "authors"."mentor_id" = "mentors"."id";--> statement-breakpoint
CREATE VIEW `spread` AS select "books"."id", "books"."title", "books"."author_id", "books"."price", "books"."sold_at", "authors"."full_name" from "books" inner join "authors" on "authors"."id" = "books"."author_id";--> statement-breakpoint
CREATE VIEW `stacked` AS select "with_cte"."title", "total", "by" from "with_cte" inner join "self_join" on "self_join"."full_name" = "with_cte"."title" where "total" > 1;--> statement-breakpoint
CREATE VIEW `standalone` AS select "id", "title", "author_id", "price", "sold_at" from "books" where "books"."sold_at" = 5;--> statement-breakpoint
CREATE VIEW `subselects` AS select "id", ((select count(*) from "books" where "books"."author_id" = "authors"."id")) as "n" from "authors" where ("authors"."id" in (select "author_id" from "books") and exists (select 1 from "sales"));--> statement-breakpoint
CREATE VIEW `three_unions` AS select "id" from "books" union all select "id" from "authors" union all select "book_id" from "sales";--> statement-breakpoint
CREATE VIEW `two_ctes` AS with "cheap" as (select "id", "title", "author_id", "price", "sold_at" from "books" where "books"."price" < 500), "named" as (with "cheap" as (select "id", "title", "author_id", "price", "sold_at" from "books" where "books"."price" < 500) select "id", "title" from "cheap") select "id", "title" from "named";--> statement-breakpoint
CREATE VIEW `unioned` AS select "id", "title" from "books" union select "id", "full_name" from "authors" order by "title", "id" desc limit 10 offset 2;--> statement-breakpoint
CREATE VIEW `whole_view` AS select "title", "total", "book_id" from "with_cte";--> statement-breakpoint
CREATE VIEW `with_cte` AS with "totals" as (select "book_id", sum("amount") as "total" from "sales" group by "sales"."book_id") select "books"."title", "total", "totals"."book_id" from "books" inner join "totals" on "books"."id" = "totals"."book_id" where "total" > 10 order by "total" desc;