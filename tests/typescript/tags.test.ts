import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import { readTags } from "../../src/typescript/tags.ts";

/** The tags of a comment, as `name: text`, reading SQL in `@check` and `@default`. */
function tags(text: string): string[] {
  const file = ts.createSourceFile("model.ts", text, ts.ScriptTarget.ESNext);
  const reading = {
    isDoctorTag: () => true,
    takesSql: (name: string) => name === "check" || name === "default",
    locateAt: (_: unknown, position: number) => ({ file: "model.ts", line: 1, column: position + 1 }),
  };
  const comment = { file, start: text.indexOf("/**"), end: text.indexOf("*/") + 2 };
  return readTags(comment, reading).map((tag) => {
    expect(text.charAt(tag.location.column - 1)).toBe("@");
    return tag.text === "" ? tag.name : `${tag.name}: ${tag.text}`;
  });
}

describe("reading the tags of a comment", () => {
  test.each<readonly [string, readonly string[]]>([
    ["/** @a */", ["a"]],
    ["/**@a*/", ["a"]],
    ["/** @a one @b two */", ["a: one", "b: two"]],
    ["/**\n * @a one\n * two\n * @b\n */", ["a: one two", "b"]],
    ["/** @a one\n *\n * prose */", ["a: one"]],
    ["/** mail me@home, {@link x} or a@b */", []],
    ["/** prose `@a` more */", []],
    ["/** it's @a here */", ["a: here"]],
    ["/** @check x = '@a' @b */", ["check: x = '@a'", "b"]],
    ["/** @check x = ' @a ' @b */", ["check: x = ' @a '", "b"]],
    ["/** @check x = 'it''s @a' */", ["check: x = 'it''s @a'"]],
    ['/** @check " @a" > 0 */', ['check: " @a" > 0']],
    ["/** @check [ @a] > 0 */", ["check: [ @a] > 0"]],
    ["/** @check x = 'open @a */", ["check: x = 'open", "a"]],
    ["/** @check (a\n *\n * OR b) @c */", ["check: (a OR b)", "c"]],
    ["/** @check a -- why @b\n * AND c */", ["check: a", "b: AND c"]],
    ["/** @default ' @x' */", ["default: ' @x'"]],
    ["/** @other it's ' @x ' */", ["other: it's '", "x: '"]],
    ["/** @größe x */", ["größe: x"]],
    ["/** @a-b x */", ["a-b: x"]],
    ["/** @ a */", []],
    ["/** @see @types/node and @org/index */", ["see: @types/node and @org/index"]],
    ["/** @@a */", []],
    ["/** @a **/", ["a"]],
    ["/**\r\n * @a\r\n * b\r\n */", ["a: b"]],
  ])("%j", (text, expected) => {
    expect(tags(text)).toEqual(expected);
  });
});
