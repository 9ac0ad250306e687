BEGIN TRANSACTION;
CREATE TABLE "ItemTable" (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB);
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE windows (
  id INTEGER PRIMARY KEY,
  bounds TEXT NOT NULL DEFAULT '{"x":0,"y":0,"width":800,"height":600}',
  "fullscreen" BOOLEAN NOT NULL DEFAULT 0,
  zoom REAL DEFAULT 1.0
);
CREATE TABLE recent_files (path TEXT PRIMARY KEY ON CONFLICT REPLACE, opened_at INTEGER NOT NULL DEFAULT (CAST(strftime('%s', 'now') AS INTEGER)), pinned INTEGER);
CREATE INDEX recent_files_opened ON recent_files (pinned DESC, opened_at DESC);
INSERT INTO settings VALUES ('theme', 'dark'), ('schema_version', '7');
COMMIT;
PRAGMA user_version = 7;
