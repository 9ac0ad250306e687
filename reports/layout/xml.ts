import { plain, plainLines } from "./plain.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** An element with its attributes, and what stands in it on lines of its own. */
export function element(
  name: string,
  values: Readonly<Record<string, string | number>>,
  inner: readonly string[],
): string {
  const lines = inner.map((part) => `\n${part}`).join("");
  return `<${name} ${attributes(values)}>${lines}\n</${name}>`;
}

/** Attributes, each on one line. */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(plain(String(value)))}"`)
    .join(" ");
}

/** Text between tags; its lines stay. */
export function textOf(text: string): string {
  return escaped(plainLines(text));
}

/** Control characters are written out by now; of what XML forbids these are left. https://www.w3.org/TR/xml/#charsets */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
