import type { Database } from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyze, repair } from "../../src/internal.ts";
import { buildFixture } from "./fixture.ts";
import { repairedCopy } from "./repaired.ts";

describe("storyweaver, repaired", () => {
  let fixture: ReturnType<typeof buildFixture>;
  let db: Database;
  const rows = (sql: string) => db.prepare(sql).raw().all();

  beforeAll(async () => {
    fixture = buildFixture("storyweaver");
    const report = await analyze({ folder: fixture.folder });
    db = repairedCopy(fixture.database, report);
  });
  afterAll(() => {
    db.close();
    fixture.remove();
  });

  it("is healthy", () => {
    expect(db.pragma("main.integrity_check", { simple: true })).toBe("ok");
    expect(db.pragma("main.foreign_key_check")).toEqual([]);
    db.exec("INSERT INTO main.documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)");
  });

  it.each([
    ["projects", "*"],
    ["documents", "*"],
    ["document_versions", "*"],
    ["characters", "*"],
    ["locations", "*"],
    ["generation_history", "*"],
    ["series", "*"],
    ["folders", "*"],
    ["daily_streaks", "*"],
    [
      "generated_images",
      "id, project_id, document_id, prompt, image_url, credits_used, provider_response, created_at",
    ],
    ["brainstorm_sessions", "id, project_id, category, seed_prompt, session_data, created_at, updated_at"],
    ["canvas", "id, project_id, name, background, created_at, updated_at"],
    ["canvas_elements", "id, canvas_id, element_type, x, y, width, height, created_at"],
    ["outline_templates", "id, name, description, genre, created_at"],
  ])("keeps every row and value of %s", (table, columns) => {
    expect(rows(`SELECT ${columns} FROM old.${table} EXCEPT SELECT ${columns} FROM main.${table}`)).toEqual(
      [],
    );
    expect(rows(`SELECT count(*) FROM main.${table}`)).toEqual(rows(`SELECT count(*) FROM old.${table}`));
  });

  it("carries what was charged for over to the new name", () => {
    expect(
      rows(`SELECT id, project_id, operation_type, credits_used, created_at, model_used, operation_details, session_id
              FROM main.credit_usage ORDER BY id`),
    ).toEqual(
      rows(`SELECT id, project_id, feature_name, credits_used, created_at, 'unknown', NULL, NULL
              FROM old.credit_usage ORDER BY id`),
    );
  });

  it("keeps the views' answers", () => {
    for (const view of ["image_gallery", "credits_by_feature"]) {
      expect(rows(`SELECT * FROM main.${view}`)).toEqual(rows(`SELECT * FROM old.${view}`));
    }
  });

  it("keeps the counters", () => {
    expect(rows("SELECT name, seq FROM main.sqlite_sequence ORDER BY name")).toEqual([
      ["credit_usage", 9001],
      ["generated_images", 512],
      ["projects", 40],
    ]);
  });

  it("fills an image's new columns from what the service answered", () => {
    const columns = `negative_prompt, model_used, local_path, width, height, seed, steps, cfg_scale, style,
      generation_time, cost_credits, metadata`;
    const image = (id: number) => rows(`SELECT ${columns} FROM main.generated_images WHERE id = ${id}`)[0];
    const answer = (id: number) =>
      db.prepare("SELECT provider_response FROM old.generated_images WHERE id = ?").pluck().get(id);
    const path = "https://images.example/";
    const unwanted = 'text, "watermark", extra fingers';
    expect(answer(5)).toMatch(/"model": "lumen-2", "seed": 7,/);
    expect(image(5)).toEqual([
      ...[unwanted, "lumen-2", `${path}4/00005.png`, 1024, 1024, 7, 50, 7.5, "children's book", 2.75, 2500],
      answer(5),
    ]);
    expect(answer(16)).toBeNull();
    expect(image(16)).toEqual([
      ...[null, "unknown", `${path}17/00016.png`, 1024, 1024, null, null, null, null, null, 2500],
      "{}",
    ]);
    expect(answer(31)).toBeNull();
    expect(image(31)).toEqual([
      ...[null, "unknown", null, 1024, 1024, null, null, null, null, null, 4000],
      "{}",
    ]);
    expect(image(33)).toEqual([
      ...[unwanted, "lumen-1", `${path}5/00033.png`, 1024, 1024, 2 ** 53 - 1, 50, 7, null, 1, 4000],
      answer(33),
    ]);
    expect(
      rows(`SELECT typeof(seed), typeof(cfg_scale), typeof(generation_time), typeof(cost_credits)
              FROM main.generated_images WHERE id = 33`),
    ).toEqual([["integer", "real", "real", "integer"]]);
  });

  it("fills a session's new columns from what was kept as JSON", () => {
    const session = (id: number) =>
      rows(`SELECT session_name, session_type, initial_prompt = seed_prompt, context_data,
                   json_array_length(generated_ideas), selected_ideas, session_notes, model_used, total_tokens,
                   cost_credits, status
              FROM main.brainstorm_sessions WHERE id = ${id}`)[0];
    const chosen = '["the cat did it"]';
    expect(session(1)).toEqual([
      ...["Names for the ship", "title", 1, '{"mood":"dry"}', 3, chosen],
      ...["keep; it's good", "unknown", 20480, 0, "active"],
    ]);
    expect(session(3)).toEqual([
      ...["Session 3", "character", 1, "{}", 0, "[]"],
      ...[null, "unknown", 0, 0, "active"],
    ]);
    expect(session(4)).toEqual([
      ...["Session 4", "character", 1, '{"mood":"dry"}', 3, chosen],
      ...[null, "unknown", 0, 0, "active"],
    ]);
    expect(session(13)).toEqual([
      ...["Session 13", "general", 1, "{}", 0, "[]"],
      ...[null, "unknown", 0, 0, "active"],
    ]);
    expect(
      rows(`SELECT n.id FROM main.brainstorm_sessions AS n JOIN old.brainstorm_sessions AS o ON o.id = n.id
             WHERE n.status <> iif(json_extract(o.session_data, '$.finished'), 'completed', 'active')`),
    ).toEqual([]);
  });

  it("serves the application that was waiting for it", () => {
    db.exec("SAVEPOINT use");
    const run = (sql: string) => db.prepare(sql).run();
    run("INSERT INTO projects (title, series_id) VALUES ('Volume two', 13)");
    run(`INSERT INTO generated_images (project_id, prompt, model_used, cost_credits)
         VALUES (41, 'a lighthouse', 'lumen-3', 1)`);
    expect(rows("SELECT max(id) FROM generated_images")).toEqual([[513]]);
    expect(rows("SELECT genre, status, image_count FROM projects WHERE id = 41")).toEqual([
      ["fiction", "draft", 1],
    ]);
    run(`INSERT INTO background_tasks (id, task_type, description, status, project_id)
         VALUES ('t-1', 'export', 'As EPUB', 'pending', 41)`);
    expect(rows("SELECT priority, progress, user_initiated, metadata FROM background_tasks")).toEqual([
      [1, 0, 0, "{}"],
    ]);
    run("DELETE FROM series WHERE id = 13");
    expect(rows("SELECT series_id FROM projects WHERE id = 41")).toEqual([[null]]);
    run("DELETE FROM projects WHERE id = 41");
    expect(rows("SELECT project_id FROM background_tasks")).toEqual([[null]]);
    run("INSERT INTO document_comments (id, document_id, author, content) VALUES (1, 1, 'Tam', 'Why salt?')");
    run(`INSERT INTO document_comments (document_id, parent_comment_id, author, content)
         VALUES (1, 1, 'Agnieszka', 'Read on.')`);
    run("DELETE FROM document_comments WHERE id = 1");
    expect(rows("SELECT count(*) FROM document_comments")).toEqual([[0]]);
    db.exec("ROLLBACK TO use; RELEASE use");
  });

  it.each([
    ["an unknown series", "UPDATE projects SET series_id = 99 WHERE id = 1", /FOREIGN KEY/],
    ["an unknown folder", "UPDATE projects SET folder_id = 99 WHERE id = 1", /FOREIGN KEY/],
    ["an empty title", "UPDATE projects SET title = '' WHERE id = 1", /CHECK/],
    ["a negative goal", "UPDATE projects SET target_word_count = -1 WHERE id = 1", /CHECK/],
    ["an unnamed operation", "UPDATE credit_usage SET operation_type = ''", /CHECK/],
    [
      "an unknown status",
      "INSERT INTO background_tasks (id, task_type, description, status) VALUES ('t', 'x', '', 'lost')",
      /CHECK/,
    ],
    [
      "a share of nothing",
      "INSERT INTO shared_documents (share_token, share_type, created_by) VALUES ('s', 'view', 'Tam')",
      /CHECK/,
    ],
    [
      "a session without a name",
      "UPDATE brainstorm_sessions SET session_name = NULL WHERE id = 1",
      /NOT NULL/,
    ],
    [
      "an image without its price",
      "UPDATE generated_images SET cost_credits = NULL WHERE id = 5",
      /NOT NULL/,
    ],
  ])("refuses %s", (_what, sql, message) => {
    expect(() => db.exec(sql)).toThrow(message);
  });

  it("keeps what the author of a table wrote beside its columns", () => {
    const text = db.prepare("SELECT sql FROM main.sqlite_schema WHERE name = ?").pluck();
    expect(text.get("projects")).toContain('-- "the" sorts with "The"');
    expect(text.get("projects")).toContain("-- REFERENCES folders (id) came too late for 2.0");
    expect(text.get("generated_images")).toContain("-- NULL until the image has arrived");
    expect(rows("SELECT id FROM main.projects WHERE title = 'THE LAST OASIS'")).toEqual([[3]]);
  });

  it("calls no plan proven that drops a column under a view", async () => {
    const run = await repair({ folder: fixture.folder, only: [], allowDestructive: true });
    expect(run.exitCode).toBe(1);
    expect(run.report.proof.ok).toBe(false);
    expect(run.report.proof.checks.find(({ ok }) => !ok)?.detail).toContain("image_gallery");
  });

  it("leaves the text of everything else alone", () => {
    const touched = `'projects', 'credit_usage', 'generated_images', 'brainstorm_sessions', 'canvas',
      'canvas_elements', 'outline_templates', 'credits_by_feature'`;
    expect(
      rows(`SELECT type, name, sql FROM old.sqlite_schema WHERE name NOT IN (${touched})
            EXCEPT SELECT type, name, sql FROM main.sqlite_schema`),
    ).toEqual([]);
  });
});
