CREATE TABLE `shop_product` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sku` text(32),
	`price` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shop_product_sku_unique` ON `shop_product` (`sku`);--> statement-breakpoint
CREATE TABLE `shop_review` (
	`id` integer PRIMARY KEY NOT NULL,
	`product_id` integer,
	FOREIGN KEY (`product_id`) REFERENCES `shop_product`(`id`) ON UPDATE no action ON DELETE no action
);
