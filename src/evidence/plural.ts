import pluralize from "pluralize";

/** Whether the last word of a snake_case name is a plural, or has none of its own. */
export function isPlural(name: string): boolean {
  const { last } = lastWord(name);
  return last === "" || pluralize.isPlural(last) || pluralize.plural(last) === last;
}

/** The name with its last word in the plural. */
export function pluralOf(name: string): string {
  const { before, last, after } = lastWord(name);
  return before + pluralize.plural(last) + after;
}

/** The name with its last word in the singular. */
export function singularOf(name: string): string {
  const { before, last, after } = lastWord(name);
  return before + pluralize.singular(last) + after;
}

/** Numbers at the end are no word: reports_2019. */
function lastWord(name: string): { before: string; last: string; after: string } {
  const [, before = "", last = "", after = ""] = /^(.*?)(\p{L}+)([_\p{N}]*)$/su.exec(name) ?? ["", name];
  return { before, last, after };
}
