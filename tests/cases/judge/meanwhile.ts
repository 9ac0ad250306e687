import type { Pair } from "./pair.ts";
import { look } from "./workbench.ts";

/** What the application does between repair and rollback. */
export function meanwhile(path: string, sql: string): void {
  const db = look(path);
  db.pragma("foreign_keys = ON");
  db.exec(sql);
  db.close();
}

/** What must be found after the rollback. */
export function* asked(
  who: string,
  path: string,
  { query, rows }: NonNullable<Pair["meanwhile"]>,
): Generator<string> {
  const db = look(path);
  db.defaultSafeIntegers(false);
  const found = db.prepare(query).raw().all();
  db.close();
  if (JSON.stringify(found) !== JSON.stringify(rows))
    yield `${who}: after the rollback ${query} gives ${JSON.stringify(found)}`;
}
