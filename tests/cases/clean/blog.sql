-- A blog: STRICT tables, text keys, tags, comments that answer each other, full-text search.
CREATE TABLE authors (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  handle TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  bio TEXT,
  joined_at INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  author_id TEXT NOT NULL REFERENCES authors (id) ON DELETE RESTRICT,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'archived')),
  published_at INTEGER,
  word_count INTEGER AS (length(body) - length(replace(body, ' ', '')) + 1) STORED,
  UNIQUE (author_id, slug)
) STRICT;
CREATE INDEX posts_by_date ON posts (published_at DESC) WHERE status = 'published';
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE post_tags (
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_tags_by_tag ON post_tags (tag_id);
CREATE TABLE comments (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  parent_id INTEGER REFERENCES comments (id) ON DELETE CASCADE,
  author_name TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE INDEX comments_by_post ON comments (post_id, created_at);
CREATE INDEX comments_by_parent ON comments (parent_id);
CREATE VIRTUAL TABLE posts_fts USING fts5 (title, body, content = 'posts', content_rowid = 'id');
CREATE TRIGGER posts_indexed AFTER INSERT ON posts
  BEGIN INSERT INTO posts_fts (rowid, title, body) VALUES (new.id, new.title, new.body); END;
INSERT INTO authors (id, handle, display_name, joined_at) VALUES
  ('6f1c8e2a-0000-4000-8000-000000000001', 'ada', 'Ada', 1700000000),
  ('6f1c8e2a-0000-4000-8000-000000000002', 'grace', 'Grace', 1700000100);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
INSERT INTO posts (author_id, slug, title, body, status, published_at)
  SELECT '6f1c8e2a-0000-4000-8000-00000000000' || (1 + i % 2), 'post-' || i, 'Post ' || i, 'Some words on ' || i,
    iif(i % 4, 'published', 'draft'), iif(i % 4, 1710000000 + i, NULL) FROM n;
INSERT INTO tags (name) VALUES ('sqlite'), ('typescript'), ('007');
INSERT INTO post_tags SELECT id, 1 + id % 3 FROM posts;
INSERT INTO comments (post_id, author_name, body, created_at) SELECT id, 'Reader', 'Yes.', 1720000000 + id FROM posts;
INSERT INTO comments (post_id, parent_id, author_name, body, created_at)
  SELECT post_id, id, 'Other', 'No.', created_at + 60 FROM comments;
