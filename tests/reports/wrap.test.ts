import fastStringWidth from "fast-string-width";
import { expect, it } from "vitest";
import { widthOf } from "../../reports/layout/wrap.ts";

it("Western European text takes the columns that are told of it by what knows all scripts", () => {
  const characters = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code));
  expect(characters.map(widthOf)).toEqual(characters.map((character) => fastStringWidth(character)));
  // A copyright sign that is drawn as an emoji.
  expect(widthOf("a \u00a9\ufe0f")).toBe(fastStringWidth("a \u00a9\ufe0f"));
});
