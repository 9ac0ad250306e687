import type { Argv } from "yargs";

/** The heading of the options that every command knows. */
export const sharedOptions = "Options of every command:";

/**
 * Has an example's command stand on a line of its own, to be copied, below a comment that says what it does. Changes the
 * parser itself, as a command's builder gets the same one.
 */
export function withComments(parser: Argv): Argv {
  const example: (command: string, does: string) => Argv = parser.example;
  return Object.assign(parser, {
    example: (command: string, does: string) => example.call(parser, `# ${does}\n${command}`, ""),
  });
}

/** A page of help in the order of use: what the command has itself comes before what all have. */
export function arrangedHelp(page: string): string {
  const sections = page
    .replace(/\s+\[boolean\](?: \[default: false\])?$/gm, "")
    .replace(/ \[default: false\]$/gm, "")
    .replace(/^( {2}[a-z].*?)\s*\[string\](?: \[required\])?$/gm, "$1")
    .split("\n\n");
  const shared = sections.find((section) => section.startsWith(sharedOptions));
  if (shared === undefined) return page;
  const own = sections.filter((section) => section !== shared);
  const place = own.findLastIndex((section) => /^[A-Z][a-z]+:\n/.test(section)) + 1;
  return [...own.slice(0, place), shared, ...own.slice(place)].join("\n\n");
}
