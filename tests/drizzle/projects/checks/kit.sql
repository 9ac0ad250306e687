CREATE TABLE `payments` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`amount` real NOT NULL,
	`fee` real DEFAULT 0 NOT NULL,
	CONSTRAINT "payments_amount" CHECK("payments"."amount" > 0 AND "payments"."fee" >= 0),
	CONSTRAINT "payments_kind" CHECK("payments"."kind" in ('cash', 'card', 'it''s')),
	CONSTRAINT "payments_total" CHECK("amount" + "fee" < 1e6),
	CONSTRAINT "odd name" CHECK(length(kind) > 2)
);
