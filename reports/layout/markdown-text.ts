import { plain, plainLines } from "./plain.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  // A backslash does not keep a pipe from ending a cell when another backslash stands before it.
  "|": "&#124;",
  "@": "&#64;",
  // GitHub reads formulas between dollars, escaped or not.
  $: "&#36;",
};

/** Prose for GitHub-flavoured markdown, at the beginning of a line or inside one, also in a table cell. https://github.github.com/gfm/ */
export function proseOf(text: string): string {
  return plain(text)
    .replace(/[&<>|@$]/g, (character) => entities[character] ?? character)
    .replace(/[\\`*[\]~]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/:(?=\/\/)/g, "&#58;")
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}&#46;`)
    .replace(/^\s+|\s+$/g, "")
    .replace(/^[#+=-]/, "\\$&")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** Text as code inside a line or a table cell; every character in it is meant as it stands. */
export function codeOf(text: string): string {
  const visible = plain(text);
  const needsNothing = /^[\w .,:;/()=+*'"-]+$/.test(visible) && visible.trim() === visible;
  if (needsNothing) {
    return `\`${visible}\``;
  }
  // Entities are text whatever surrounds them, and no markup begins with one.
  const escaped = visible.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${escaped.replaceAll(" ", "&#32;")}</code>`;
}

/** Lines of code in a fence that nothing inside them can close. */
export function fenced(language: string, code: string): string {
  const text = plainLines(code);
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
