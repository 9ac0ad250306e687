-- A chat: the owner of a room is a member, a member is of a room; one of the two may wait.
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  avatar BLOB,
  last_room_id INTEGER REFERENCES rooms (id) ON DELETE SET NULL,
  seen_at TEXT
);
CREATE TABLE rooms (
  id INTEGER PRIMARY KEY,
  owner_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  topic TEXT NOT NULL DEFAULT '',
  is_private BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX rooms_owner ON rooms (owner_id);
CREATE INDEX users_last_room ON users (last_room_id);
CREATE TABLE memberships (
  room_id INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT 'member',
  joined_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  PRIMARY KEY (room_id, user_id)
);
CREATE INDEX memberships_user ON memberships (user_id);
CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  room_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  reply_to_id INTEGER REFERENCES messages (id) ON DELETE SET NULL,
  body TEXT NOT NULL,
  payload TEXT CHECK (payload IS NULL OR json_valid(payload)),
  sent_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  edited_at TEXT,
  FOREIGN KEY (room_id, user_id) REFERENCES memberships (room_id, user_id) ON DELETE CASCADE
);
CREATE INDEX messages_room ON messages (room_id, sent_at);
CREATE INDEX messages_membership ON messages (room_id, user_id);
CREATE INDEX messages_reply ON messages (reply_to_id);
CREATE TABLE schema_migrations (version TEXT PRIMARY KEY);
INSERT INTO schema_migrations VALUES ('20240101000000');
INSERT INTO users (name) VALUES ('ann'), ('bob'), ('cem');
INSERT INTO rooms (owner_id, topic) VALUES (1, 'general'), (2, 'NULL and void');
UPDATE users SET last_room_id = 1 WHERE id < 3;
INSERT INTO memberships (room_id, user_id, joined_at) SELECT r.id, u.id, '2024-05-01T10:00:00.000Z' FROM rooms AS r, users AS u;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
INSERT INTO messages (room_id, user_id, reply_to_id, body, payload, sent_at)
  SELECT 1 + i % 2, 1 + i % 3, iif(i > 1 AND i % 10 = 0, i - 1, NULL), 'Message ' || i, iif(i % 50, NULL, '{"a":1}'),
    strftime('%Y-%m-%dT%H:%M:%fZ', 1714600000 + i, 'unixepoch') FROM n;
