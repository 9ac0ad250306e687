import { drizzle } from "./drizzle.ts";
import { kysely } from "./kysely.ts";
import { prisma } from "./prisma.ts";
import type { ModelSource } from "./source.ts";
import { sqlSource } from "./sql.ts";
import { types } from "./types.ts";

/** The catalogue of model sources, in the order in which reports list them. */
export const sources: readonly ModelSource[] = [types, kysely, drizzle, prisma, sqlSource];
