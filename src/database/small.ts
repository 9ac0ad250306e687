import type { Database } from "better-sqlite3";

/** Up to this size, in bytes, a database is asked about many rows at once: there statements cost more than rows. */
const largest = 16 * 1024 * 1024;

const known = new WeakMap<Database, boolean>();

/** Whether a database, which stays as it is while it is asked, is so small that no question takes long. */
export function isSmall(connection: Database): boolean {
  const size = (name: string): number => Number(connection.pragma(name, { simple: true }));
  const small = known.get(connection) ?? size("page_count") * size("page_size") <= largest;
  known.set(connection, small);
  return small;
}
