import { describe, expect, test } from "vitest";
import { snakeCase } from "../../src/schema/snake-case.ts";
import { columnName, tableName } from "../../src/sources/naming.ts";
import { declare } from "./project.ts";

describe("names", () => {
  test.each([
    ["createdAt", "created_at"],
    ["created_at", "created_at"],
    ["address2", "address2"],
    ["sha256Hash", "sha256_hash"],
    ["sha256hash", "sha256hash"],
    ["line2Address3", "line2_address3"],
    ["userID", "user_id"],
    ["HTMLParser", "html_parser"],
    ["aBTest", "a_b_test"],
    ["_internalId", "_internal_id"],
    ["__typename", "__typename"],
    ["größeMm", "größe_mm"],
    ["straßenÜbersicht", "straßen_übersicht"],
    ["id", "id"],
    ["x", "x"],
    ["用户Name", "用户_name"],
    ["$ref", "$ref"],
  ])("property %s becomes column %s", (property, column) => {
    expect(columnName(property, "snake")).toBe(column);
    expect(snakeCase(property)).toBe(column);
  });

  test.each([
    ["UserProfile", "user_profiles"],
    ["Person", "people"],
    ["Category", "categories"],
    ["Address", "addresses"],
    ["NewsItem", "news_items"],
    ["SalesPerson", "sales_people"],
    ["Users", "users"],
    ["Sheep", "sheep"],
    ["OrderLine2", "order_line2s"],
  ])("type %s becomes table %s", (type, table) => {
    expect(tableName(type, "snake_plural")).toBe(table);
  });

  test.each([
    ["snake", "UserProfile", "user_profile"],
    ["camel", "UserProfile", "userProfile"],
    ["camel", "user_profile", "userProfile"],
    ["pascal", "user_profile", "UserProfile"],
    ["pascal", "UserProfile", "UserProfile"],
    ["as-is", "UserProfile", "UserProfile"],
  ] as const)("naming.tables %s makes %s %s", (convention, type, table) => {
    expect(tableName(type, convention)).toBe(table);
  });

  test.each([
    ["camel", "created_at", "createdAt"],
    ["camel", "createdAt", "createdAt"],
    ["camel", "_createdAt", "_createdAt"],
    ["as-is", "created_At", "created_At"],
  ] as const)("naming.columns %s makes %s %s", (convention, property, column) => {
    expect(columnName(property, convention)).toBe(column);
  });

  test("the config's naming is used, and @table and @column override it", async () => {
    const source = `/** @table */ interface UserProfile { createdAt: Date; /** @column "E-Mail" */ email: string }
      /** @table "odd name" */ interface Order { id: number }`;
    const declared = await declare(source, { naming: { tables: "pascal", columns: "as-is" } });
    expect(declared.tables.map(({ name }) => name)).toEqual(["UserProfile", "odd name"]);
    expect(declared.tables[0]?.columns.map(({ name }) => name)).toEqual(["createdAt", "E-Mail"]);
  });
});
