CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  at REAL NOT NULL DEFAULT (julianday('now')),
  day TEXT GENERATED ALWAYS AS (date(at)) VIRTUAL,
  name TEXT NOT NULL,
  properties TEXT CHECK (properties IS NULL OR json_valid(properties)),
  session BLOB CHECK (typeof(session) = 'blob' AND length(session) = 16),
  amount REAL DEFAULT -0.5
) STRICT;
CREATE INDEX events_day_name ON events (day, name);
CREATE INDEX events_path ON events (properties ->> '$.path') WHERE name = 'page view';
CREATE TABLE daily (day TEXT, name TEXT, count INT NOT NULL DEFAULT 0, average ANY, PRIMARY KEY (day, name)) STRICT, WITHOUT ROWID;
CREATE TABLE sampled AS SELECT id, name, amount * 2 AS doubled FROM events WHERE id % 10 = 0;
CREATE VIEW funnel AS
  WITH steps AS (SELECT session, min(CASE name WHEN 'visit' THEN at END) AS visited, min(CASE WHEN name = 'buy' THEN at END) AS bought FROM events GROUP BY session)
  SELECT count(*) FILTER (WHERE bought > visited) * 1.0 / count(*) AS rate, row_number() OVER (ORDER BY session) AS n FROM steps;
CREATE TRIGGER events_daily AFTER INSERT ON events BEGIN
  INSERT INTO daily (day, name, count) VALUES (new.day, new.name, 1) ON CONFLICT (day, name) DO UPDATE SET count = count + 1;
END;
