// The least an introspection can do: opens a database and takes the rows of the joined PRAGMAs. Prints milliseconds.

import { performance } from "node:perf_hooks";
import Database from "better-sqlite3";

const queries = [
  "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema",
  "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'",
  `SELECT s.name AS "table", x.* FROM sqlite_schema AS s, pragma_table_xinfo(s.name) AS x WHERE s.type = 'table'`,
  `SELECT s.name AS "table", l.name AS "index", l."unique", l.origin, l.partial, x.*
     FROM sqlite_schema AS s, pragma_index_list(s.name) AS l, pragma_index_xinfo(l.name) AS x WHERE s.type = 'table'`,
  `SELECT s.name AS "table", x.* FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) AS x WHERE s.type = 'table'`,
];

const began = performance.now();
const database = new Database(process.argv[2] ?? "", { readonly: true });
database.prepare("SELECT count(*) FROM sqlite_schema").get();
const opened = performance.now();
for (const query of queries) database.prepare(query).all();
const done = performance.now();
database.close();
process.stderr.write(`${JSON.stringify({ opening: opened - began, introspection: done - opened })}\n`);
