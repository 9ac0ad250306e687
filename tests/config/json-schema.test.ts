import { toJsonSchema } from "@valibot/to-json-schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { shape } from "../../src/config/shape.ts";

const jsonSchema = {
  ...toJsonSchema(shape, { target: "draft-2020-12", typeMode: "output" }),
  title: "doctor.config.json",
  description: "Settings of schema-drift-doctor.",
};

describe("the JSON Schema of the config", () => {
  it("is up to date (`npm run docs` writes it)", async () => {
    await expect(`${JSON.stringify(jsonSchema, null, 2)}\n`).toMatchFileSnapshot(
      "../../src/config/config.schema.json",
    );
  });

  const valid = new Ajv2020({ strict: true }).compile(JSON.parse(JSON.stringify(jsonSchema)));

  it.each([
    {},
    { $schema: "x", rules: { a: "off", b: [{ tables: ["*"], severity: "info" }] } },
    { renames: { tables: { a: "b", c: false } }, conventions: true, proof: { maxBytes: 0 } },
    { conventions: { preset: "house", booleans: [{ tables: ["*"], severity: "off" }], textTypes: false } },
  ])("accepts %j", (config) => {
    expect(valid(config)).toBe(true);
  });

  it.each([
    { databse: "x" },
    { naming: [] },
    { naming: { table: "snake" } },
    { failOn: "info" },
    { conventions: { preset: "hause" } },
    { conventions: { tidiness: true } },
    { proof: { maxBytes: -1 } },
    { renames: { tables: { a: true } } },
    [],
  ])("refuses %j", (config) => {
    expect(valid(config)).toBe(false);
  });
});
