import { expect, test } from "vitest";
import { type Moving, Repairing } from "./moving.ts";

const tales: Moving = {
  actual: `
    CREATE TABLE users (id TEXT PRIMARY KEY NOT NULL, name TEXT);
    CREATE TABLE stories (
      id TEXT PRIMARY KEY NOT NULL, user_id TEXT REFERENCES users (id), title TEXT NOT NULL,
      model_used TEXT, full_response TEXT, moral TEXT DEFAULT 'none', story_length INTEGER, generation_info TEXT,
      created_at TEXT
    );
    CREATE INDEX stories_by_model ON stories (model_used);
    INSERT INTO users VALUES ('u', 'Ada');
    INSERT INTO stories VALUES
      ('b', 'u', 'Bear', 'quill-1', '{"a": "it''s"}', 'share', 3, NULL, '2024-01-02'),
      ('a', 'u', 'Ant', NULL, NULL, NULL, NULL, 'old', '2024-01-01'),
      ('c', NULL, 'Cat', 'quill-2', '', 'x' || char(0) || 'y', 12, NULL, NULL);`,
  declared: `
    CREATE TABLE users (id TEXT PRIMARY KEY NOT NULL, name TEXT);
    CREATE TABLE generations (
      generation_id TEXT NOT NULL, attempt_number INTEGER NOT NULL, user_id TEXT REFERENCES users (id),
      prompt TEXT NOT NULL, status TEXT NOT NULL CHECK (status IN ('pending', 'success', 'failed', 'timeout')),
      model_used TEXT, full_response TEXT, moral TEXT, story_length INTEGER, error_message TEXT, created_at TEXT,
      PRIMARY KEY (generation_id, attempt_number)
    );
    CREATE TABLE stories (
      id TEXT PRIMARY KEY NOT NULL, user_id TEXT REFERENCES users (id), title TEXT NOT NULL, created_at TEXT,
      generation_id TEXT, generation_attempt INTEGER,
      FOREIGN KEY (generation_id, generation_attempt) REFERENCES generations (generation_id, attempt_number)
    );`,
  moves: {
    "generations.user_id": "stories.user_id",
    "generations.model_used": "stories.model_used",
    "generations.full_response": "stories.full_response",
    "generations.moral": "stories.moral",
    "generations.story_length": "stories.story_length",
  },
  backfills: {
    "generations.generation_id": "'gen-' || id",
    "generations.attempt_number": "1",
    "generations.prompt": "''",
    "generations.status": "'success'",
    "generations.created_at": "stories.created_at",
  },
};

test("splits a table in two: a row of the new one for each of the old one, linked, and nothing is lost", () => {
  const repairing = new Repairing(tales);
  expect(repairing.plan.impossible).toEqual([]);
  expect(repairing.blocked).toEqual([]);
  const before = repairing.content();
  expect(repairing.repair()).toBeNull();
  expect(repairing.rows("generations")).toEqual([
    ["'gen-a'", "1", "'u'", "''", "'success'", "NULL", "NULL", "NULL", "NULL", "NULL", "'2024-01-01'"],
    [
      "'gen-b'",
      "1",
      "'u'",
      "''",
      "'success'",
      "'quill-1'",
      `'{"a": "it''s"}'`,
      "'share'",
      "3",
      "NULL",
      "'2024-01-02'",
    ],
    ["'gen-c'", "1", "NULL", "''", "'success'", "'quill-2'", "''", "'x'", "12", "NULL", "NULL"],
  ]);
  expect(
    repairing.count("SELECT length(CAST(moral AS BLOB)) FROM generations WHERE generation_id = 'gen-c'"),
  ).toBe(3);
  expect(
    repairing.rows("stories", "id, user_id, generation_info, generation_id, generation_attempt"),
  ).toEqual([
    ["'a'", "'u'", "'old'", "'gen-a'", "1"],
    ["'b'", "'u'", "NULL", "'gen-b'", "1"],
    ["'c'", "NULL", "NULL", "'gen-c'", "1"],
  ]);
  expect(repairing.db.pragma("foreign_key_check")).toEqual([]);
  expect(repairing.again().steps.map(({ safety }) => safety)).toEqual(["destructive"]);
  expect(repairing.losses()).toEqual({});
  expect(repairing.rollBack()).toBeNull();
  expect(repairing.content()).toEqual(before);
});
