import fastStringWidth from "fast-string-width";

/** How many terminal columns a text takes: two for most of CJK and emoji, none for combining marks. */
export function widthOf(text: string): number {
  return /^[\x20-\x7e\xa0-\xff]*$/.test(text) ? text.length : fastStringWidth(text);
}

/** A text filled up with spaces to a width. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** A text broken into lines of at most `width` columns, at spaces; a word that is longer is broken where it must be. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((word) => pieces(word, width))) {
    if (line === "") line = word;
    else if (widthOf(line) + 1 + widthOf(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const found: string[] = [];
  let piece = "";
  let taken = 0;
  for (const { segment } of new Intl.Segmenter("en").segment(word)) {
    const next = widthOf(segment);
    if (taken + next > width && piece !== "") {
      found.push(piece);
      piece = "";
      taken = 0;
    }
    piece += segment;
    taken += next;
  }
  return piece === "" ? found : [...found, piece];
}

/** A text that is cut, and says so, where it takes more than `width` columns. */
export function shortened(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${pieces(text, width - 1)[0] ?? ""}…`;
}

/** Lines with `first` before the first and as many spaces before the others, wrapped to fit `width` in all. */
export function hanging(first: string, text: string, width: number): string[] {
  const indent = " ".repeat(widthOf(first));
  return wrap(text, width - indent.length).map((line, index) => (index === 0 ? first : indent) + line);
}
