import { selectsOf } from "./known-select.ts";
import { tasks, tasksAtHand } from "./schemas.ts";

/** Sub-selects as values, as tables and as conditions. */
export const subSelects = selectsOf(tasks, tasksAtHand, [
  [
    "a value from another table",
    "SELECT t.title, (SELECT name FROM users WHERE id = t.assignee_id) AS assignee FROM tasks t",
    ["title string", "assignee string?"],
  ],
  [
    "a count from another table",
    "SELECT p.title, (SELECT count(*) FROM tasks t WHERE t.project_id = p.id) AS tasks FROM projects p",
    ["title string", "tasks number"],
  ],
  [
    "a largest value",
    "SELECT (SELECT max(done) FROM tasks WHERE project_id = p.id) AS done FROM projects p",
    ["done number?"],
  ],
  [
    "a sum with a stand-in inside",
    "SELECT (SELECT COALESCE(sum(estimate), 0) FROM tasks WHERE project_id = p.id) AS hours FROM projects p",
    ["hours number"],
  ],
  [
    "a sum with a stand-in outside",
    "SELECT COALESCE((SELECT sum(estimate) FROM tasks WHERE project_id = p.id), 0) AS hours FROM projects p",
    ["hours number"],
  ],
  [
    "a count of groups may have no row",
    "SELECT (SELECT count(*) FROM tasks WHERE project_id = p.id GROUP BY done) AS n FROM projects p",
    ["n number?"],
  ],
  [
    "a count with HAVING may have no row",
    "SELECT (SELECT count(*) FROM tasks WHERE project_id = p.id HAVING count(*) > 1) AS n FROM projects p",
    ["n number?"],
  ],
  [
    "a count with an offset has no row",
    "SELECT (SELECT count(*) FROM tasks LIMIT 1 OFFSET 1) AS n",
    ["n number?"],
  ],
  [
    "a sub-select without a table",
    "SELECT (SELECT 1) AS one, (SELECT 'x' WHERE 0) AS none",
    ["one number", "none string?"],
  ],
  [
    "the last one",
    "SELECT p.id, (SELECT t.title FROM tasks t WHERE t.project_id = p.id ORDER BY t.id DESC LIMIT 1) AS last FROM projects p",
    ["id number", "last string?"],
  ],
  [
    "EXISTS",
    "SELECT u.name, EXISTS (SELECT 1 FROM tasks WHERE assignee_id = u.id) AS busy, NOT EXISTS (SELECT 1 FROM tasks) AS idle FROM users u",
    ["name string", "busy number", "idle number"],
  ],
  [
    "EXISTS without a name",
    "SELECT EXISTS(SELECT 1 FROM users WHERE email = ?)",
    ["EXISTS(SELECT 1 FROM users WHERE email = ?) number"],
    { parameters: ["bob@example.org"] },
  ],
  [
    "a table that is a sub-select",
    "SELECT x.title, x.hours FROM (SELECT title, estimate AS hours FROM tasks WHERE done = 0) AS x",
    ["title string", "hours number?"],
  ],
  [
    "a sub-select that took the NULLs away",
    "SELECT due_on, title FROM (SELECT * FROM tasks WHERE due_on IS NOT NULL)",
    ["due_on string", "title string"],
  ],
  [
    "a condition outside of the sub-select",
    "SELECT due_on, hours FROM (SELECT due_on, estimate AS hours FROM tasks) WHERE hours > 0",
    ["due_on string?", "hours number"],
    {
      witness: "INSERT INTO tasks (project_id, title, estimate) VALUES (1, 'Dig', 2);",
    },
  ],
  [
    "a sub-select in a sub-select",
    "SELECT n + 1 AS next FROM (SELECT max(n) AS n FROM (SELECT count(*) AS n FROM tasks GROUP BY project_id))",
    ["next number?"],
    { witness: "" },
  ],
  [
    "a sub-select joined from the left",
    `SELECT p.title, c.n, COALESCE(c.n, 0) AS tasks FROM projects p
     LEFT JOIN (SELECT project_id, count(*) AS n FROM tasks GROUP BY project_id) c ON c.project_id = p.id`,
    ["title string", "n number?", "tasks number"],
  ],
  [
    "a sub-select of a left join, joined",
    `SELECT x.title, x.name FROM
     (SELECT t.title, u.name FROM tasks t LEFT JOIN users u ON u.id = t.assignee_id) x JOIN labels l`,
    ["title string", "name string?"],
  ],
  [
    "IN with a sub-select as the condition",
    "SELECT name, email FROM users WHERE id IN (SELECT assignee_id FROM tasks WHERE done = 0)",
    ["name string", "email string?"],
  ],
  [
    "a value compared with a sub-select",
    "SELECT title, estimate FROM tasks WHERE estimate > (SELECT avg(estimate) FROM tasks)",
    ["title string", "estimate number"],
  ],
  [
    "a sub-select that sees the outer row",
    "SELECT (SELECT t.title) AS title, (SELECT t.due_on) AS due_on FROM tasks t",
    ["title string", "due_on string?"],
  ],
]);
