import { hanging, widthOf, wrap } from "./wrap.ts";

/** The width that text reports keep to. */
export const columns = 80;

type Paint = (text: string) => string;

/** A label, and beside it a text that wraps under itself. */
export function labelled(label: string, text: string, paint: Paint = (plain) => plain): string[] {
  return hanging(label, text, columns).map((line, index) =>
    index === 0 ? paint(label.trimEnd()) + line.slice(label.trimEnd().length) : line,
  );
}

/** A text wrapped behind an indent. */
export function wrapped(indent: string, text: string): string[] {
  return wrap(text, columns - indent.length).map((line) => indent + line);
}

/** A heading with what it is about beside it, and a rule to the right edge. */
export function heading(title: string, about: string, strong: Paint, faint: Paint): string {
  const beside = about === "" ? " " : `  ${about} `;
  const rule = "─".repeat(Math.max(0, columns - widthOf(title) - widthOf(beside)));
  return `${strong(title)}${faint(`${beside}${rule}`)}`;
}
