import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { globSync } from "tinyglobby";
import { describe, expect, it } from "vitest";
import { bothWays } from "./both.ts";
import { plain, unclear } from "./models.ts";

describe("a model is read by its syntax alone as with the compiler:", () => {
  it.each(Object.entries(plain))("%s", (_, files) => {
    const { plain, checked } = bothWays(files);
    expect(plain).not.toBeNull();
    expect(plain).toEqual(checked);
  });

  it.each(Object.entries(plain))("%s, where each exported type is a table", (_, files) => {
    const { plain, checked } = bothWays(files, true);
    if (plain !== null) expect(plain).toEqual(checked);
  });

  it("the models of the case studies that need no more", () => {
    for (const name of ["boticelli", "tales", "trulience"]) {
      const root = fileURLToPath(new URL(`../../../fixtures/${name}`, import.meta.url));
      const models = globSync("src/models/*.ts", { cwd: root });
      const files = models.map((path) => [
        path.replace("src/models", "models"),
        readFileSync(`${root}/${path}`, "utf8"),
      ]);
      const { plain, checked } = bothWays(Object.fromEntries(files));
      expect(plain).not.toBeNull();
      expect(plain).toEqual(checked);
    }
  });
});

describe("a model is left to the compiler:", () => {
  it.each(Object.entries(unclear))("%s", (_, files) => {
    expect(bothWays(files).plain).toBeNull();
  });
});
