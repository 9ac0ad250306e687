/** How Kysely's CamelCasePlugin was created. */
export interface CamelCaseOptions {
  readonly upperCase?: boolean;
  readonly underscoreBeforeDigits?: boolean;
  readonly underscoreBetweenUppercaseLetters?: boolean;
}

/**
 * The name Kysely's CamelCasePlugin sends to the database. Unlike the doctor's own snake case it keeps a run of
 * capitals together (`userIDCard` becomes `user_idcard`), and so must we: this is the name in the SQL.
 */
export function pluginName(name: string, options: CamelCaseOptions): string {
  const letters = [...name];
  const snake = letters.map((letter, index) => {
    const before = letters[index - 1];
    if (before === undefined) return letter.toLowerCase();
    const startsNumber = isDigit(letter) && !isDigit(before) && before !== "_";
    if (startsNumber && options.underscoreBeforeDigits) return `_${letter}`;
    if (!isCapital(letter)) return letter;
    const startsWord = !isCapital(before) || options.underscoreBetweenUppercaseLetters;
    return (startsWord ? "_" : "") + letter.toLowerCase();
  });
  return options.upperCase ? snake.join("").toUpperCase() : snake.join("");
}

function isCapital(letter: string): boolean {
  return letter === letter.toUpperCase() && letter !== letter.toLowerCase();
}

function isDigit(letter: string): boolean {
  return letter >= "0" && letter <= "9";
}
