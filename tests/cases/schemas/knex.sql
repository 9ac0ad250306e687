CREATE TABLE `accounts` (`id` integer not null primary key autoincrement, `email` varchar(255) not null, `balance` float default '0', `is_admin` boolean default '0', `meta` json, `plan` text check (`plan` in ('free', 'pro')) default 'free', `created_at` datetime not null default CURRENT_TIMESTAMP, `updated_at` datetime);
CREATE UNIQUE INDEX `accounts_email_unique` on `accounts` (`email`);
CREATE TABLE `payments` (`id` char(36) default (lower(hex(randomblob(16)))), `account_id` integer not null, `cents` bigint, foreign key(`account_id`) references `accounts`(`id`) on delete CASCADE, primary key (`id`));
CREATE TABLE `knex_migrations` (`id` integer not null primary key autoincrement, `name` varchar(255), `batch` integer, `migration_time` datetime);
CREATE TABLE `knex_migrations_lock` (`index` integer not null primary key autoincrement, `is_locked` integer);
