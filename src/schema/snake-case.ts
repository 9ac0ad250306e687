/** A name in snake_case; digits stay with the letters before them, letters beyond ASCII are letters. */
export function snakeCase(name: string): string {
  return name
    .replace(/([\p{Ll}\p{Lo}\p{N}])(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase();
}
