import { requireTsMorph } from "./require.ts";

/** The TypeScript compiler, and ts-morph around it. */
export const { ts: compiler, Project } = requireTsMorph();
