-- A chat server written by hand.
PRAGMA foreign_keys = ON;
CREATE TABLE users (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  handle        TEXT    NOT NULL COLLATE NOCASE UNIQUE CHECK (length(handle) BETWEEN 2 AND 32),
  display_name  TEXT,
  status        TEXT    NOT NULL DEFAULT 'offline' CHECK (status IN ('online', 'away', 'offline')),
  created_at    TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
CREATE TABLE rooms (
  id       INTEGER PRIMARY KEY,
  topic    TEXT NOT NULL,
  owner_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
  private  BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE TABLE memberships (
  room_id   INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE,
  user_id   INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  role      TEXT NOT NULL DEFAULT 'member',
  joined_at TEXT DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (room_id, user_id)
) WITHOUT ROWID;
CREATE TABLE messages (
  id        INTEGER PRIMARY KEY,
  room_id   INTEGER NOT NULL,
  user_id   INTEGER NOT NULL,
  reply_to  INTEGER REFERENCES messages (id),
  body      TEXT NOT NULL,
  edited    INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
  sent_at   INTEGER NOT NULL DEFAULT (unixepoch()),
  FOREIGN KEY (room_id, user_id) REFERENCES memberships (room_id, user_id) ON DELETE CASCADE
);
CREATE INDEX messages_by_room ON messages (room_id, sent_at DESC);
CREATE INDEX messages_edited ON messages (edited) WHERE edited = 1;
CREATE VIRTUAL TABLE message_search USING fts5 (body, content='messages', content_rowid='id', tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER messages_ai AFTER INSERT ON messages BEGIN
  INSERT INTO message_search (rowid, body) VALUES (new.id, new.body);
END;
CREATE TRIGGER messages_ad AFTER DELETE ON messages BEGIN
  INSERT INTO message_search (message_search, rowid, body) VALUES ('delete', old.id, old.body);
END;
CREATE VIEW room_activity AS
  SELECT r.id AS room_id, count(m.id) AS messages, max(m.sent_at) AS last_at
  FROM rooms r LEFT JOIN messages m ON m.room_id = r.id GROUP BY r.id;
