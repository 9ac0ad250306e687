// Control characters and line separators, invisible and direction-changing format characters, halves of a surrogate
// pair. Zero-width joiners stay: emoji and several scripts are written with them.
// Made where a text asks for it, which one in a Western European language does not: V8 then loads the tables of Unicode.
const unshowable = () => /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu;

/** Whether a character steers a terminal, hides, or turns the direction of text. */
export function isUnshowable(character: string): boolean {
  return character.search(unshowable()) !== -1;
}

/** Text on one line in which nothing steers the terminal or hides: such characters are written as escapes. */
export function plain(text: string): string {
  return /^[\x20-\x7e\xa0-\xac\xae-\xff]*$/.test(text) ? text : text.replace(unshowable(), escaped);
}

/** As `plain`, but lines and tabs stay: for SQL. */
export function plainLines(text: string): string {
  if (/^[\x20-\x7e\xa0-\xac\xae-\xff\n\t]*$/.test(text)) return text;
  return text
    .replaceAll("\r\n", "\n")
    .replace(unshowable(), (character) =>
      character === "\n" || character === "\t" ? character : escaped(character),
    );
}

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).padStart(4, "0");
  return short[character] ?? (code > 0xffff ? `\\u{${hex}}` : `\\u${hex}`);
}
