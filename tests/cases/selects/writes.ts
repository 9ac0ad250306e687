import { selectsOf } from "./known-select.ts";
import { tasks, tasksAtHand } from "./schemas.ts";

const wholeTask = [
  "id number",
  "project_id number",
  "parent_id number?",
  "assignee_id number?",
  "title string",
  "done number",
  "due_on string?",
  "estimate number?",
] as const;

/** What RETURNING gives. */
export const writes = selectsOf(tasks, tasksAtHand, [
  [
    "INSERT RETURNING the key",
    "INSERT INTO labels (label) VALUES (?) RETURNING id",
    ["id number"],
    { parameters: ["new"] },
  ],
  [
    "INSERT RETURNING a star",
    "INSERT INTO labels (label, colour) VALUES (?, ?) RETURNING *",
    ["id number", "label string", "colour string?"],
    { parameters: ["new", null] },
  ],
  [
    "INSERT RETURNING a star, by named parameters",
    `INSERT INTO tasks (project_id, parent_id, assignee_id, title, due_on, estimate)
     VALUES (@project, @parent, @assignee, @title, @due, @estimate) RETURNING *`,
    wholeTask,
    {
      parameters: [{ project: 1, parent: null, assignee: null, title: "Rake", due: null, estimate: null }],
    },
  ],
  [
    "INSERT RETURNING what was left out",
    "INSERT INTO tasks (project_id, title) VALUES (?, ?) RETURNING id, done, due_on AS due",
    ["id number", "done number", "due string?"],
    { parameters: [1, "Rake"] },
  ],
  [
    "INSERT of a select RETURNING",
    "INSERT INTO labels (label, colour) SELECT title, archived_at FROM projects RETURNING rowid, colour",
    ["id number", "colour string?"],
  ],
  [
    "INSERT with nothing but defaults to choose from",
    "INSERT INTO users (name, email) VALUES ('Dee', :email) RETURNING id AS \"userId\", name, upper(email) AS mail",
    ["userId number", "name string", "mail string?"],
    { parameters: [{ email: null }] },
  ],
  [
    "an upsert RETURNING",
    `INSERT INTO labels (label, colour) VALUES (?, ?) ON CONFLICT (label) DO UPDATE SET colour = excluded.colour
     RETURNING id, label, colour`,
    ["id number", "label string", "colour string?"],
    { parameters: ["urgent", null] },
  ],
  [
    "INSERT OR REPLACE RETURNING",
    "REPLACE INTO labels (id, label, colour) VALUES (?, ?, ?) RETURNING *",
    ["id number", "label string", "colour string?"],
    { parameters: [null, "new", null] },
  ],
  [
    "UPDATE RETURNING a star",
    "UPDATE tasks SET title = title || '!' WHERE project_id = ? RETURNING *",
    wholeTask,
    {
      parameters: [1],
      witness: "INSERT INTO tasks (project_id, title) VALUES (1, 'Dig');",
    },
  ],
  [
    "UPDATE RETURNING columns",
    "UPDATE users SET email = ? WHERE id = ? RETURNING name, email, manager_id",
    ["name string", "email string?", "manager_id number?"],
    { parameters: [null, 1] },
  ],
  [
    "UPDATE from another table RETURNING",
    "UPDATE tasks SET estimate = estimate * 2 FROM projects p WHERE p.id = tasks.project_id RETURNING tasks.id, estimate",
    ["id number", "estimate number?"],
  ],
  [
    "UPDATE RETURNING expressions",
    "UPDATE tasks SET done = done + 1 RETURNING done > 1 AS twice, COALESCE(due_on, 'some day') AS due, length(due_on)",
    ["twice number", "due string", "length(due_on) number?"],
  ],
  ["DELETE RETURNING the key", "DELETE FROM tasks WHERE done = 0 RETURNING id", ["id number"]],
  [
    "DELETE RETURNING a star",
    "DELETE FROM users RETURNING *",
    ["id number", "name string", "email string?", "manager_id number?"],
  ],
  [
    "DELETE by a CTE RETURNING",
    "WITH old AS (SELECT id FROM projects WHERE archived_at IS NOT NULL) DELETE FROM tasks WHERE project_id IN (SELECT id FROM old) RETURNING title, due_on",
    ["title string", "due_on string?"],
    {
      witness:
        "INSERT INTO projects VALUES (1, 'Old', NULL, '2024'); INSERT INTO tasks (project_id, title) VALUES (1, 'Dig');",
    },
  ],
  [
    "DELETE RETURNING a table whose key may be NULL by its looks",
    "DELETE FROM task_labels RETURNING task_id, label_id",
    ["task_id number", "label_id number"],
  ],
]);
