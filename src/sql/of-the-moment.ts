const words =
  /'(?:now|subsec(?:ond)?|localtime|utc)'|\bcurrent_|\brandom|\(\s*\)|\bstrftime\s*\(\s*(?:'(?:[^']|'')*'\s*\)|[^,]*\))/i;

/**
 * Whether SQL may answer otherwise a moment later, or elsewhere, over the same rows; said of some that would not, too.
 * https://www.sqlite.org/lang_datefunc.html
 */
export function isOfTheMoment(sql: string): boolean {
  return words.test(sql);
}
