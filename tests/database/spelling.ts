const gaps = [" ", "\n", "\t ", " /* CHECK (x), 'open */ ", " -- it's, a ) comment\n", " /**/ "];
const keyword = /^(?:as|check|order|generated)$/i;

/** Chooses, and spells SQL in one of the many ways SQLite takes. */
export class Speller {
  private readonly choices: readonly number[];
  private at = 0;

  /** Each number decides one choice; when they are used up, the first option is taken. */
  constructor(choices: readonly number[]) {
    this.choices = choices;
  }

  private below(limit: number): number {
    return (this.choices[this.at++] ?? 0) % limit;
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[this.below(list.length)];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  }

  /** True once in so many times. */
  chance(oneIn: number): boolean {
    return this.below(oneIn) === oneIn - 1;
  }

  /** Some of a list, in any order. */
  some<T>(list: readonly T[], least: number, most: number): T[] {
    const rest = [...list];
    const length = least + this.below(most - least + 1);
    return Array.from({ length }, () => rest.splice(this.below(rest.length), 1)).flat();
  }

  gap(): string {
    return this.chance(3) ? this.pick(gaps) : " ";
  }

  /** Words with gaps between them, in some letter case. */
  words(text: string): string {
    return text
      .split(" ")
      .map((word) => (this.chance(3) ? word.toLowerCase() : word))
      .join(this.gap());
  }

  /** Pieces of SQL with gaps between them. */
  join(...pieces: readonly string[]): string {
    return pieces.filter((piece) => piece !== "").join(this.gap());
  }

  list(items: readonly string[]): string {
    return `(${items.map((item) => this.join("", item, "")).join(` ,${this.gap()}`)})`;
  }

  name(name: string): string {
    const ways = [`"${name.replaceAll('"', '""')}"`, `\`${name}\``, `'${name.replaceAll("'", "''")}'`];
    if (!name.includes("]")) ways.push(`[${name}]`);
    if (/^[\p{L}_][\p{L}\d_]*$/u.test(name) && !keyword.test(name)) ways.push(name, name);
    return this.pick(ways);
  }
}
