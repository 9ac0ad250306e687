import { expect, it } from "vitest";
import { isUnshowable, plain, plainLines } from "../../reports/layout/plain.ts";

it("exactly the characters that steer or hide are escaped, those of Western European languages asked for or not", () => {
  // With a Chinese character in it a text is held against the tables of Unicode.
  const characters = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code));
  for (const character of characters) {
    expect([character, plain(character) !== character]).toEqual([character, isUnshowable(character)]);
    expect(`${plain(character)}表`).toBe(plain(`${character}表`));
    expect(`${plainLines(character)}表`).toBe(plainLines(`${character}表`));
  }
});
