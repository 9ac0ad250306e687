import { describe, expect, it } from "vitest";
import { likelyName } from "../../src/evidence/named.ts";

describe("the name that a missing one most likely means", () => {
  it.each([
    ["guild", ["users", "guilds", "guild_members"], "guilds"],
    ["guilds", ["potential_guilds", "users"], "potential_guilds"],
    ["tittle", ["title", "author"], "title"],
    ["authorId", ["author_id", "id"], "author_id"],
    ["story", ["stories", "settings"], "stories"],
    ["user_emails", ["users", "emails_of_users"], "emails_of_users"],
  ])("of %s among %j is %s", (missing, candidates, expected) => {
    expect(likelyName(missing, candidates)).toBe(expected);
  });

  it("is none where nothing is like it", () => {
    expect(likelyName("invoices", ["users", "guilds"])).toBeNull();
    expect(likelyName("invoices", [])).toBeNull();
  });

  it("is the same whatever the order", () => {
    const names = ["book_tags", "tag_books", "tags"];
    expect(likelyName("tags_books", names)).toBe(likelyName("tags_books", [...names].reverse()));
  });
});
