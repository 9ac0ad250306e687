import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { copyOf, projects } from "../../drizzle/projects.ts";
import { bothWays, readBothWays } from "./both-ways.ts";
import { fragments, preamble, sharedFile } from "./fragments.ts";

/** Projects that it takes the compiler to read, and why. */
const others: Readonly<Record<string, string>> = {
  "code-kinds": "namespaces",
  helpers: "a namespace",
  javascript: "JavaScript",
};

describe("each project is read by its syntax as by the compiler", () => {
  test.each(projects.filter((name) => !Object.hasOwn(others, name)))("%s", (name) => {
    const { root } = copyOf(name);
    const paths = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((path) => /(?<!config)\.[cm]?[jt]s$/.test(path))
      .map((path) => join(root, path));
    for (const casing of [null, "snake_case", "camelCase"] as const) {
      const { plain, compiled } = readBothWays(root, paths, casing);
      expect(plain).toEqual(compiled);
    }
  });
});

describe("each piece of a schema is read by its syntax as by the compiler", () => {
  test.each(fragments)("%s", (fragment) => {
    const [users = "", posts = ""] = fragments;
    const around = [users, posts].filter((each) => each !== fragment);
    const { plain, compiled } = bothWays({
      "schema.ts": [preamble, fragment, ...around].join("\n"),
      "shared.ts": sharedFile,
    });
    expect(plain).toEqual(compiled);
  });

  test("all of them together", () => {
    const { plain, compiled } = bothWays({
      "schema.ts": [preamble, ...fragments].join("\n"),
      "shared.ts": sharedFile,
    });
    expect(plain).toEqual(compiled);
  });

  test("a file that is parsed in pieces, with an export in a template and one in a comment", () => {
    const [users = "", posts = ""] = fragments;
    const far = `\n/*${" ".repeat(17_000)}*/\n`;
    const odd = 'export const odd = sqliteTable("odd", { a: text("a").default(`\nexport const a = 1;\n`) });';
    const parts = [preamble, users, far, odd, "/*\nexport const b = 1;\n*/", far, posts];
    const { plain, compiled } = bothWays({ "schema.ts": parts.join("\n"), "shared.ts": sharedFile });
    expect(plain?.tables).toHaveLength(4);
    expect(plain).toEqual(compiled);
  });
});
