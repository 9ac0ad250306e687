import pluralize from "pluralize";

/** Whether the last word of a snake_case name is a plural, or has none of its own. */
export function isPlural(name: string): boolean {
  const { last } = lastWord(name);
  return pluralize.isPlural(last) || pluralize.plural(last) === last;
}

/** The name with its last word in the plural. */
export function pluralOf(name: string): string {
  const { before, last } = lastWord(name);
  return before + pluralize.plural(last);
}

/** The name with its last word in the singular. */
export function singularOf(name: string): string {
  const { before, last } = lastWord(name);
  return before + pluralize.singular(last);
}

function lastWord(name: string): { before: string; last: string } {
  const at = name.lastIndexOf("_") + 1;
  return { before: name.slice(0, at), last: name.slice(at) };
}
