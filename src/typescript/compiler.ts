import { requireCompiler } from "./require.ts";

/** The TypeScript compiler. */
export const compiler = requireCompiler();
