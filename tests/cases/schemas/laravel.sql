CREATE TABLE "migrations" ("id" integer primary key autoincrement not null, "migration" varchar not null, "batch" integer not null);
CREATE TABLE "users" ("id" integer primary key autoincrement not null, "name" varchar not null, "email" varchar not null, "email_verified_at" datetime, "password" varchar not null, "remember_token" varchar, "settings" text not null default '[]', "level" varchar check ("level" in ('low', 'high')) not null default 'low');
CREATE UNIQUE INDEX "users_email_unique" on "users" ("email");
CREATE TABLE "sessions" ("id" varchar not null, "user_id" integer, "payload" text not null, "last_activity" integer not null, primary key ("id"));
CREATE INDEX "sessions_user_id_index" on "sessions" ("user_id");
CREATE TABLE "posts" ("id" integer primary key autoincrement not null, "user_id" integer not null, "amount" numeric not null default '0', "ratio" float not null default '1.5', foreign key("user_id") references "users"("id") on delete cascade on update cascade);
