import { builders } from "./builders.ts";
import { drift } from "./drift.ts";
import type { Elsewhere } from "./elsewhere.ts";
import { sqlc } from "./sqlc.ts";
import { sqldelight } from "./sqldelight.ts";
import { sqlite } from "./sqlite.ts";
import { sqlx } from "./sqlx.ts";
import { typesql } from "./typesql.ts";

export type { Elsewhere } from "./elsewhere.ts";

/** Statements after the tests of other projects, by project. */
export const elsewhere: Readonly<Record<string, Elsewhere>> = {
  typesql,
  sqlx,
  sqlc,
  sqldelight,
  drift,
  builders,
  sqlite,
};
