CREATE TABLE sites (id TEXT NOT NULL PRIMARY KEY, host TEXT NOT NULL UNIQUE, locale TEXT NOT NULL DEFAULT 'en-GB') WITHOUT ROWID;
CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  site_id TEXT NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
  parent_id INTEGER REFERENCES pages (id) ON DELETE CASCADE,
  slug TEXT NOT NULL CHECK (slug GLOB '[a-z0-9]*' AND slug NOT LIKE '%/%' ESCAPE '\'),
  path TEXT NOT NULL,
  depth INTEGER AS (length(path) - length(replace(path, '/', ''))) VIRTUAL,
  published_at TEXT, archived INTEGER DEFAULT 0 NOT NULL,
  UNIQUE (site_id, parent_id, slug),
  UNIQUE (site_id, path)
);
CREATE TABLE revisions (
  page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  number INTEGER NOT NULL,
  author TEXT NOT NULL DEFAULT '(unknown)',
  body TEXT NOT NULL DEFAULT '',
  created TEXT NOT NULL DEFAULT (datetime('now')),
  PRIMARY KEY (page_id, number DESC)
) WITHOUT ROWID;
CREATE TABLE tags (id INTEGER PRIMARY KEY, label TEXT COLLATE RTRIM UNIQUE);
CREATE TABLE page_tags (page_id INT REFERENCES pages, tag_id INT REFERENCES tags, PRIMARY KEY (page_id, tag_id));
CREATE INDEX page_tags_tag ON page_tags (tag_id);
CREATE INDEX pages_live ON pages (site_id, published_at DESC) WHERE archived = 0 AND published_at IS NOT NULL;
CREATE VIEW live_pages (id, url) AS SELECT p.id, 'https://' || s.host || p.path FROM pages p JOIN sites s ON s.id = p.site_id WHERE p.archived = 0;
CREATE TRIGGER live_pages_update INSTEAD OF UPDATE OF url ON live_pages BEGIN
  UPDATE pages SET path = new.url WHERE id = old.id;
END;
