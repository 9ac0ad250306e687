import type { Argv } from "yargs";

/** What of the command line yargs has come to know: the command's words so far, the options it takes and their values. */
export interface Seen {
  readonly command: readonly string[];
  readonly options: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
}

type Method = (...words: unknown[]) => unknown;

/**
 * Watches a parser: a command's builder runs when its word is met, and tells its options then. Changes the parser itself,
 * as builders get the same one.
 */
export function watchParser(parser: Argv): Seen {
  const command: string[] = [];
  const options = new Set<string>(["help", "version"]);
  const values = new Map<string, readonly string[]>();
  const told = (name: unknown, option: unknown): void => {
    if (typeof name !== "string") return;
    options.add(name);
    const isChoice = typeof option === "object" && option !== null && "choices" in option;
    if (isChoice && Array.isArray(option.choices)) values.set(name, option.choices.map(String));
  };
  const met =
    (name: unknown, builder: unknown): unknown =>
    (...words: unknown[]) => {
      command.push(String(name).split(" ")[0] ?? "");
      return typeof builder === "function" ? builder(...words) : builder;
    };
  const methods = parser as unknown as Readonly<Record<"command" | "option" | "options", Method>>;
  const original = { command: methods.command, option: methods.option, options: methods.options };
  const telling =
    (method: Method): Method =>
    (name, option) => {
      told(name, option);
      return option === undefined ? method.call(parser, name) : method.call(parser, name, option);
    };
  Object.assign(parser, {
    option: telling(original.option),
    options: telling(original.options),
    command: (name: unknown, describe: unknown, builder: unknown, handler: unknown) =>
      original.command.call(parser, name, describe, met(name, builder), handler),
  });
  return { command, options, values };
}
