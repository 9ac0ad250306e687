import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderInCheckout } from "../../src/config/checkout.ts";
import { project } from "./project.ts";

describe("the folder in the checkout", () => {
  it("is empty at the top, and a path with slashes below it", () => {
    const top = project({ ".git/HEAD": "ref: refs/heads/main\n", "apps/shop/doctor.config.json": "{}" });
    expect(folderInCheckout(top)).toBe("");
    expect(folderInCheckout(join(top, "apps", "shop"))).toBe("apps/shop");
  });

  it("counts from a worktree's or submodule's own top", () => {
    const top = project({ ".git/HEAD": "", "vendor/books/.git": "gitdir: ../../.git/modules/books\n" });
    mkdirSync(join(top, "vendor/books/db"));
    expect(folderInCheckout(join(top, "vendor/books/db"))).toBe("db");
  });

  it("is empty where there is no checkout", () => {
    expect(folderInCheckout(join(project({ "db/schema.sql": "" }), "db"))).toBe("");
  });
});
