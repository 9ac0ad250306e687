import { selectsOf } from "./known-select.ts";
import { tasks, tasksAtHand } from "./schemas.ts";

/** Common table expressions, views, compound selects and VALUES. */
export const tables = selectsOf(tasks, tasksAtHand, [
  [
    "a plain CTE",
    "WITH open AS (SELECT id, title, due_on FROM tasks WHERE done = 0) SELECT * FROM open",
    ["id number", "title string", "due_on string?"],
  ],
  [
    "a CTE that names its columns",
    "WITH load(person, n) AS (SELECT assignee_id, count(*) FROM tasks GROUP BY 1) SELECT person, n FROM load",
    ["person number?", "n number"],
  ],
  [
    "CTEs in a chain",
    `WITH open AS (SELECT project_id, estimate FROM tasks WHERE done = 0),
     hours AS MATERIALIZED (SELECT project_id, sum(estimate) AS hours, count(*) AS n FROM open GROUP BY project_id)
     SELECT p.title, h.hours, h.n FROM projects p JOIN hours h ON h.project_id = p.id`,
    ["title string", "hours number?", "n number"],
  ],
  [
    "a CTE joined from the left",
    `WITH load AS (SELECT assignee_id, count(*) AS n FROM tasks WHERE assignee_id IS NOT NULL GROUP BY assignee_id)
     SELECT u.name, l.n, l.assignee_id FROM users u LEFT JOIN load l ON l.assignee_id = u.id`,
    ["name string", "n number?", "assignee_id number?"],
    {
      witness: "INSERT INTO users VALUES (1, 'Ann', NULL, NULL);",
    },
  ],
  [
    "a CTE under a table's name",
    "WITH users AS (SELECT id, title AS name FROM projects) SELECT name FROM users",
    ["name string"],
  ],
  [
    "numbers by recursion",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n",
    ["i number"],
  ],
  [
    "numbers by recursion from VALUES",
    "WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n LIMIT 5) SELECT i, i * i AS squared FROM n",
    ["i number", "squared number"],
  ],
  [
    "a tree by recursion",
    `WITH RECURSIVE tree AS (
       SELECT id, parent_id, title, 0 AS depth FROM tasks WHERE parent_id IS NULL
       UNION ALL
       SELECT t.id, t.parent_id, t.title, tree.depth + 1 FROM tasks t JOIN tree ON tree.id = t.parent_id
     ) SELECT id, parent_id, title, depth FROM tree`,
    ["id number", "parent_id number?", "title string", "depth number"],
  ],
  [
    "the path to a task by recursion",
    `WITH RECURSIVE up(id, parent_id, path) AS (
       SELECT id, parent_id, title FROM tasks WHERE id = ?
       UNION
       SELECT t.id, t.parent_id, t.title || ' > ' || up.path FROM tasks t JOIN up ON t.id = up.parent_id LIMIT 20
     ) SELECT id, parent_id, path FROM up`,
    ["id number", "parent_id number?", "path string"],
    { parameters: [3] },
  ],
  [
    "a recursion that adds NULLs",
    `WITH RECURSIVE chain(id, boss) AS (
       SELECT id, 0 FROM users UNION SELECT u.id, u.manager_id FROM users u JOIN chain c ON u.manager_id IS c.boss OR c.boss = 0
     ) SELECT id, boss FROM chain`,
    ["id number", "boss number?"],
  ],
  [
    "a week of days by recursion",
    `WITH RECURSIVE days(day) AS (
       SELECT date('now', '-6 days') UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < date('now')
     ) SELECT day, count(t.id) AS n FROM days LEFT JOIN tasks t ON t.due_on = day GROUP BY day`,
    ["day string", "n number"],
  ],
  ["a view", "SELECT * FROM open_tasks", ["id number", "title string", "due_on string?"]],
  [
    "a view that took the NULLs away",
    "SELECT title, due_on FROM due_tasks",
    ["title string", "due_on string"],
  ],
  [
    "a view with joins",
    "SELECT * FROM board",
    ["task_id number", "title string", "assignee string?", "email string?", "project string"],
  ],
  [
    "a view with joins and a condition",
    "SELECT title, assignee, email FROM board WHERE assignee LIKE '%n%'",
    ["title string", "assignee string", "email string?"],
  ],
  [
    "a view that names its columns",
    "SELECT * FROM project_totals",
    ["project_id number", "tasks number", "hours number?", "first_due string?"],
    {
      witness: "INSERT INTO tasks (project_id, title) VALUES (1, 'Dig');",
    },
  ],
  [
    "a view joined from the left",
    "SELECT p.title, t.tasks, t.hours FROM projects p LEFT JOIN project_totals AS t ON t.project_id = p.id",
    ["title string", "tasks number?", "hours number?"],
  ],
  [
    "a view over views",
    "SELECT title, assignee, due_on FROM late_board",
    ["title string", "assignee string?", "due_on string"],
  ],
  [
    "UNION ALL",
    "SELECT id, title FROM tasks UNION ALL SELECT id, title FROM projects",
    ["id number", "title string"],
  ],
  [
    "UNION, nullable on the left",
    "SELECT email AS contact FROM users UNION SELECT title FROM projects",
    ["contact string?"],
  ],
  [
    "UNION, nullable on the right",
    "SELECT name AS contact FROM users UNION SELECT email FROM users ORDER BY contact",
    ["contact string?"],
  ],
  [
    "UNION ALL with a literal NULL",
    "SELECT id, title, due_on FROM tasks UNION ALL SELECT id, title, NULL FROM projects",
    ["id number", "title string", "due_on string?"],
  ],
  [
    "UNION ALL of two kinds",
    "SELECT 'task' AS what, id AS value FROM tasks UNION ALL SELECT 'user', name FROM users",
    ["what string", "value any"],
  ],
  [
    "UNION of three, named by the first",
    "SELECT id AS n FROM tasks UNION SELECT id AS m FROM users UNION SELECT manager_id FROM users",
    ["n number?"],
  ],
  [
    "EXCEPT, nullable on the right",
    "SELECT id FROM users EXCEPT SELECT manager_id FROM users",
    ["id number"],
  ],
  [
    "EXCEPT, nullable on the left",
    "SELECT manager_id FROM users EXCEPT SELECT id FROM users",
    ["manager_id number?"],
  ],
  [
    "INTERSECT, nullable on one side",
    "SELECT manager_id FROM users INTERSECT SELECT id FROM users",
    ["manager_id number"],
  ],
  [
    "INTERSECT, nullable on both sides",
    "SELECT manager_id FROM users INTERSECT SELECT parent_id FROM tasks",
    ["manager_id number?"],
  ],
  [
    "a UNION as a table",
    "SELECT u.kind, count(*) AS n, max(u.due) AS last FROM (SELECT 'task' AS kind, due_on AS due FROM tasks UNION ALL SELECT 'project', archived_at FROM projects) u GROUP BY u.kind",
    ["kind string", "n number", "last string?"],
    { witness: "INSERT INTO projects VALUES (1, 'Garden', NULL, NULL);" },
  ],
  ["VALUES", "VALUES (1, 'a'), (2, NULL)", ["column1 number", "column2 string?"]],
  [
    "VALUES as a table",
    "SELECT v.column1 AS id, v.column2 AS label FROM (VALUES (1, 'a'), (2, 'b')) AS v",
    ["id number", "label string"],
  ],
  [
    "VALUES as a CTE",
    "WITH wanted(id, label) AS (VALUES (1, 'a'), (7, NULL)) SELECT w.label, t.title FROM wanted w LEFT JOIN tasks t ON t.id = w.id",
    ["label string?", "title string?"],
  ],
  [
    "labels through the table between",
    `SELECT t.id, t.title, l.label, l.colour FROM tasks t
     JOIN task_labels tl ON tl.task_id = t.id JOIN labels l ON l.id = tl.label_id`,
    ["id number", "title string", "label string", "colour string?"],
  ],
  [
    "labels through the table between, from the left, in a list",
    `SELECT t.title, group_concat(l.label) AS labels FROM tasks t
     LEFT JOIN task_labels tl ON tl.task_id = t.id LEFT JOIN labels l ON l.id = tl.label_id GROUP BY t.id`,
    ["title string", "labels string?"],
  ],
]);
