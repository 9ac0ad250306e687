import { tokenize } from "./tokens.ts";

/** The parameters of a statement. https://www.sqlite.org/lang_expr.html#varparam */
export interface Parameters {
  /** How many values are bound by place. */
  readonly places: number;
  /** Whether some of these have a number (`?1`). */
  readonly numbered: boolean;
  /** Those bound by name, without the sign before it, each once. */
  readonly names: readonly string[];
}

/** The parameters of a statement. */
export function parametersOf(sql: string): Parameters {
  const tokens = tokenize(sql).filter(({ kind }) => kind === "parameter");
  let places = 0;
  const names = new Set<string>();
  for (const { text } of tokens) {
    if (!text.startsWith("?")) names.add(text.slice(1));
    else places = text.length === 1 ? places + 1 : Math.max(places, Number(text.slice(1)));
  }
  return { places, numbered: tokens.some(({ text }) => /^\?\d/.test(text)), names: [...names] };
}
