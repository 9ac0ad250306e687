const value = String.raw`(?:"[^"]*"|'[^']*'|[^\s;&|"'])*`;

/** What may stand before an assignment: the beginning of a command, or words that take one. */
const before = String.raw`(?:^|[;&|({\x60]|\$\{|\s(?:then|do|else|-c)\s|\b(?:export|env|cross-env(?:-shell)?|sudo|time|exec|local|readonly|declare|typeset|set|dotenv)\s)`;

const options = String.raw`(?:-{1,2}[\w-]+\s+)*`;

const assignments = String.raw`(?:\w+=${value}\s+)*`;

/**
 * Whether shell text gives the variable a value or exports it. Text that is merely printed assigns nothing, unless it
 * is printed into a file.
 */
export function assignedInShell(text: string, name: string): boolean {
  const forms = [
    `${before}\\s*["']?${options}${assignments}["']?${name}:?=(?!=)`,
    `\\bexport\\s+(?:\\w+(?:=${value})?\\s+)*${name}(?![\\w-])`,
    `\\s(?:-e|--env|--build-arg)[\\s=]["']?${name}(?![\\w-])`,
    `\\b(?:echo|printf)\\s[^;&|\\n]*\\b${name}=[^;&|\\n]*>`,
    `\\bset\\s+-\\w*x\\w*\\s+${name}\\s`,
    `\\b(?:secrets?|config|variables?|vars?)[\\s:]+(?:set|put|add)\\s[^;&|\\n]*(?<![\\w$\\{])${name}(?![\\w-])`,
  ];
  const assigns = new RegExp(forms.join("|"));
  return joined(text)
    .split("\n")
    .some((line) => new RegExp(name).test(line) && assigns.test(line));
}

/** The text with lines that go on joined, and without lines that are comments. */
export function joined(text: string): string {
  return withoutComments(text).replace(/\\\r?\n/g, " ");
}

/** A longer line is data; to read it as settings takes time that grows with its square. */
const longestLine = 5000;

const comment = /^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'])*?)(?:^|\s)#.*$/;

/** The text without `#` comments: whole lines, and what follows a blank and stands in no quotes. */
export function withoutComments(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => line.length <= longestLine && !line.trimStart().startsWith("#"))
    .map((line) => line.replace(comment, "$1"))
    .join("\n");
}
