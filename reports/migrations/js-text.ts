import { isUnshowable } from "../layout/plain.ts";

/** Text as a template literal of JavaScript: exactly this text, with nothing in it that hides or turns direction. */
export function templateOf(text: string): string {
  const inside = text
    .replace(/[\\`]|\$(?=\{)/g, "\\$&")
    .replace(/./gsu, (character) =>
      character !== "\n" && isUnshowable(character) ? escaped(character) : character,
    );
  return `\`${inside}\``;
}

// A carriage return would be read as a line feed.
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
