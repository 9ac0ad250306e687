CREATE TABLE projects (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE CHECK (key = upper(key) AND length(key) <= 10), lead_id INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT NOT NULL, project_id INTEGER REFERENCES projects (id) DEFERRABLE INITIALLY DEFERRED, active INTEGER NOT NULL DEFAULT TRUE);
CREATE UNIQUE INDEX people_email ON people (lower(email));
CREATE TABLE issues (
  project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL,
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  state TEXT NOT NULL DEFAULT 'open' CONSTRAINT known_state CHECK (state IN ('open', 'in progress', 'closed')),
  priority INTEGER NOT NULL DEFAULT 3 CHECK (priority BETWEEN 1 AND 5),
  assignee_id INTEGER REFERENCES people (id) ON DELETE SET NULL ON UPDATE NO ACTION,
  opened_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  closed_at TEXT,
  PRIMARY KEY (project_id, number),
  CONSTRAINT closed_has_date CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE TABLE comments (
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL, issue_number INTEGER NOT NULL,
  author_id INTEGER NOT NULL REFERENCES people (id),
  body TEXT NOT NULL,
  FOREIGN KEY (project_id, issue_number) REFERENCES issues ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX comments_issue ON comments (project_id, issue_number);
CREATE TABLE links (
  from_project INTEGER NOT NULL, from_number INTEGER NOT NULL, to_project INTEGER NOT NULL, to_number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('blocks', 'relates', 'duplicates')),
  PRIMARY KEY (from_project, from_number, to_project, to_number, kind),
  FOREIGN KEY (from_project, from_number) REFERENCES issues (project_id, number),
  FOREIGN KEY (to_project, to_number) REFERENCES issues (project_id, number),
  CHECK (from_project <> to_project OR from_number <> to_number)
) WITHOUT ROWID;
CREATE VIEW open_issues AS SELECT p.key || '-' || i.number AS "key", i.* FROM issues i INNER JOIN projects p ON p.id = i.project_id WHERE i.state <> 'closed';
CREATE TRIGGER issues_close BEFORE UPDATE OF state ON issues WHEN new.state = 'closed' AND old.state != 'closed'
BEGIN SELECT RAISE(IGNORE) WHERE new.closed_at IS NULL; END;
