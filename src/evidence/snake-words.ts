import { snakeCase } from "../schema/snake-case.ts";

/** Whether a name is in snake_case: words of small letters and digits, one underscore between them. */
export function isSnakeCase(name: string): boolean {
  return /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}]*(?:_[\p{Ll}\p{Lo}\p{N}]+)*$/u.test(name);
}

/** A name as words in snake_case; what is neither letter nor digit separates them. */
export function wordsInSnakeCase(name: string): string {
  const words = snakeCase(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  return words.join("_");
}
