import { relations, sql } from "drizzle-orm";
import { integer, sqliteTable, text, primaryKey, index } from "drizzle-orm/sqlite-core";

export const authors = sqliteTable("authors", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  bio: text("bio"),
  createdAt: integer("created_at", { mode: "timestamp" }).notNull().default(sql`(unixepoch())`),
});

export const articles = sqliteTable(
  "articles",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    authorId: integer("author_id").notNull().references(() => authors.id, { onDelete: "cascade" }),
    title: text("title").notNull(),
    body: text("body").notNull().default(""),
    published: integer("published", { mode: "boolean" }).notNull().default(false),
  },
  (table) => ({ byAuthor: index("articles_author_idx").on(table.authorId) }),
);

export const tags = sqliteTable("tags", { id: integer("id").primaryKey(), label: text("label").notNull() });

export const articleTags = sqliteTable(
  "article_tags",
  {
    articleId: integer("article_id").notNull().references(() => articles.id),
    tagId: integer("tag_id").notNull().references(() => tags.id),
  },
  (t) => ({ pk: primaryKey({ columns: [t.articleId, t.tagId] }) }),
);

export const authorsRelations = relations(authors, ({ many }) => ({ articles: many(articles) }));
