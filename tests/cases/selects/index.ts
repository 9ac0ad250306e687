import { aggregates } from "./aggregates.ts";
import { conditions } from "./conditions.ts";
import { declarations } from "./declarations.ts";
import { expressions } from "./expressions.ts";
import { functions } from "./functions.ts";
import { joins } from "./joins.ts";
import type { KnownSelect } from "./known-select.ts";
import { names } from "./names.ts";
import { subSelects } from "./sub-selects.ts";
import { tables } from "./tables.ts";
import { windows } from "./windows.ts";
import { writes } from "./writes.ts";

export type { Kind, KnownColumn, KnownSelect } from "./known-select.ts";

/** Statements and the columns they return, each proven by running it in `selects.test.ts`. */
export const knownSelects: readonly KnownSelect[] = [
  ...names,
  ...joins,
  ...conditions,
  ...expressions,
  ...functions,
  ...aggregates,
  ...windows,
  ...subSelects,
  ...tables,
  ...writes,
  ...declarations,
];
