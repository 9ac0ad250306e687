import { NotPlain } from "./not-plain.ts";
import type { Piece } from "./pieces.ts";

/** Where a comment stands. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The JSDoc comments of a file that have an `@`, by where they stand. */
export class DocComments {
  readonly #comments: Span[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Adds those of the next piece. */
  add({ comments, offset }: Piece): void {
    for (const { type, value, start, end } of comments)
      if (type === "Block" && value.startsWith("*") && value.includes("@"))
        this.#comments.push({ start: start + offset, end: end + offset });
  }

  /**
   * Those between the end of what stands before a node and its start. One that ends the line of what stands before
   * belongs to none of them, unless nothing but a brace does.
   */
  before(from: number, start: number): Span[] {
    const opens = from === 0 || this.#text[from - 1] === "{";
    return this.#between(from, start).filter((comment) => {
      const beginsOnLine = !lineEnd.test(this.#text.slice(from, comment.start));
      return opens || !beginsOnLine || !lineEnd.test(this.#text.slice(comment.end, start));
    });
  }

  /** Throws NotPlain where there are more of them between two positions than are known to belong to something. */
  expectOnly(known: number, from: number, to: number): void {
    if (this.#between(from, to).length !== known) throw new NotPlain();
  }

  #between(from: number, to: number): Span[] {
    const found: Span[] = [];
    for (let at = this.#firstFrom(from); ; at++) {
      const comment = this.#comments[at];
      if (!comment || comment.start >= to) return found;
      found.push(comment);
    }
  }

  #firstFrom(position: number): number {
    let low = 0;
    let high = this.#comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#comments[middle]?.start ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
const lineEnd = /[\n\r]/;
