CREATE TABLE IF NOT EXISTS "schema_migrations" ("version" varchar NOT NULL PRIMARY KEY);
CREATE TABLE IF NOT EXISTS "ar_internal_metadata" ("key" varchar NOT NULL PRIMARY KEY, "value" varchar, "created_at" datetime(6) NOT NULL, "updated_at" datetime(6) NOT NULL);
CREATE TABLE IF NOT EXISTS "articles" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "title" varchar, "body" text, "views" integer DEFAULT 0 NOT NULL, "published" boolean DEFAULT FALSE NOT NULL, "rating" decimal(5,2) DEFAULT 0.0, "created_at" datetime(6) DEFAULT CURRENT_TIMESTAMP NOT NULL, "slug" varchar AS (lower(title)) STORED, CONSTRAINT "views_positive" CHECK (views >= 0));
CREATE TABLE IF NOT EXISTS "comments" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "article_id" integer NOT NULL, "commenter" varchar DEFAULT 'anonymous', CONSTRAINT "fk_rails_3bf61a60d3"
FOREIGN KEY ("article_id")
  REFERENCES "articles" ("id")
 ON DELETE CASCADE);
CREATE INDEX "index_comments_on_article_id" ON "comments" ("article_id") /*application='Blog'*/;
CREATE UNIQUE INDEX "index_articles_on_slug" ON "articles" ("slug") WHERE published = TRUE;
CREATE INDEX "index_articles_on_lower_title" ON "articles" (lower(title));
INSERT INTO "schema_migrations" (version) VALUES ('20240101000000'), ('20240102000000');
