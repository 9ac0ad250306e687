import { foldName } from "../../schema/names.ts";
import type { Query, Source, StatementTree } from "./tree.ts";

/** The names of tables and views that a statement reads from or writes to, folded; common table expressions are none. */
export function tablesOf(tree: StatementTree): Set<string> {
  const found = new Set<string>();
  if (tree.kind === "select") ofQuery(tree.query, new Set(), found);
  else {
    found.add(foldName(tree.table));
    const ctes = new Set(tree.ctes.map(({ name }) => foldName(name)));
    for (const { query } of tree.ctes) ofQuery(query, ctes, found);
    if (tree.source) ofQuery(tree.source, ctes, found);
    if (tree.from) ofSource(tree.from, ctes, found);
  }
  return found;
}

function ofQuery(query: Query, around: ReadonlySet<string>, found: Set<string>): void {
  const ctes = new Set([...around, ...query.ctes.map(({ name }) => foldName(name))]);
  for (const cte of query.ctes) ofQuery(cte.query, ctes, found);
  for (const { from } of [query.first, ...query.rest.map(({ select }) => select)]) {
    if (from) ofSource(from, ctes, found);
  }
}

function ofSource(source: Source, ctes: ReadonlySet<string>, found: Set<string>): void {
  if (source.kind === "query") ofQuery(source.query, ctes, found);
  else if (source.kind === "join") {
    ofSource(source.left, ctes, found);
    ofSource(source.right, ctes, found);
  } else if (source.args === null && !ctes.has(foldName(source.name))) found.add(foldName(source.name));
}
