create table "person" ("id" integer primary key autoincrement, "first_name" text not null, "gender" text check (gender in ('man', 'woman', 'other')) not null, "created_at" text default current_timestamp not null, "nick" text unique);
create table if not exists "pet" ("id" integer primary key, "name" text not null unique, "owner_id" integer references "person" ("id") on delete cascade, "species" text default 'dog', constraint "pet_unique" unique ("owner_id", "name"), constraint "named" check (length(name) > 1));
create index "pet_owner_id_index" on "pet" ("owner_id");
create table "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
create table "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
create view "dogs" as select "pet".* from "pet" where "species" = 'dog';
