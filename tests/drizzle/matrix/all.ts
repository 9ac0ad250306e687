import { beside } from "./beside.ts";
import type { Drift } from "./drift.ts";
import { facets } from "./facets.ts";
import { indexes } from "./indexes.ts";
import { keys } from "./keys.ts";
import { columns, tables } from "./tables.ts";

/** All drifts of the matrix. */
export const drifts: readonly Drift[] = [...tables, ...columns, ...facets, ...keys, ...indexes, ...beside];
