/** Words that begin no type, and name none. */
const reserved =
  "(?:break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|finally|for|function|if|import|in|instanceof|new|return|super|switch|throw|try|typeof|var|void|while|with)";

/**
 * What oxc-parser takes and the compiler does not, as a fuzzer found it: text that has such a run may be an error. Words
 * of the language as names of types, two types in one `${…}`, values given to an `as`, functions and exports of nothing.
 */
const lenient = new RegExp(
  [
    String.raw`(?:[<,[]|\.\.\.)\s*${reserved}\s*[<>,\].?:|&[]`,
    String.raw`[<,[|]\s*(?:new|void)\s+[\w"'{[]+\s*[>,\]|]`,
    String.raw`\basserts\s+${reserved}\b`,
    String.raw`\bextends\s+(?:super\s*[=,>]|null\s*\.)`,
    String.raw`\|\s*new\s*(?:[;,|&)\]>}=]|$)`,
    String.raw`:\s*${reserved}\s+is\b`,
    String.raw`\bimplements\s[^{\n]{0,99}\b${reserved}\b`,
    String.raw`\$\{[^}]*[\w\])>"']\s+[\w"'{[(]`,
    String.raw`\$\{[^}]*["'][\w$]`,
    String.raw`\b(?:as|satisfies)\s+[\w.<>[\]]+\s*[-+*/%&|^<>?]*=(?![=>])`,
    String.raw`<[^<>\n]*>[^\S\n]*[\w$.]+\s*[-+*/%&|^<>?]*=(?![=>])`,
    String.raw`(?:^|[;{}])[^\S\n]*function\s*<`,
    String.raw`\bexport\s*@`,
    String.raw`\bimport\s+(?:defer|source)\s+(?!from\s*["'])`,
    String.raw`<!--|^[^\S\n]*-->`,
  ].join("|"),
  "m",
);

/** Half of a character, which the parser, to which text is UTF-8, takes for another one. */
const half = /\p{Cs}/u;

/** Whether a text may be one that only the compiler refuses, or understands. */
export function isOnlyLenient(text: string): boolean {
  return lenient.test(text) || half.test(text);
}
