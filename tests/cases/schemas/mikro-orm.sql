create table `author` (`id` integer not null primary key autoincrement, `created_at` datetime not null default current_timestamp, `name` text not null, `age` integer null default 18, `terms_accepted` integer not null default 0, `optional` integer null default 1, `born` date null, `identities` json null, constraint author_age_check check (age > 0));
create unique index `author_name_unique` on `author` (`name`);
create index `author_born_index` on `author` (`born`);
create table `book` (`uuid` text not null, `author_id` integer not null, `title` text not null default '', `price` numeric(10,2) null, `type` text check (`type` in ('paper', 'ebook')) not null default 'paper', constraint `book_author_id_foreign` foreign key(`author_id`) references `author`(`id`) on delete cascade on update cascade, primary key (`uuid`));
create index `book_author_id_index` on `book` (`author_id`);
create table `book_tags` (`book_uuid` text not null, `tag_id` integer not null, constraint `book_tags_book_uuid_foreign` foreign key(`book_uuid`) references `book`(`uuid`) on delete cascade on update cascade, primary key (`book_uuid`, `tag_id`));
create table `mikro_orm_migrations` (`id` integer not null primary key autoincrement, `name` varchar(255), `executed_at` datetime default current_timestamp);
