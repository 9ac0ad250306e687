import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { layers } from "../../.dependency-cruiser.mjs";

const page = fileURLToPath(new URL("../../docs/architecture.md", import.meta.url));

it("docs/architecture.md has the import table that the build enforces (npm run docs writes it)", async () => {
  const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ") || "–";
  const rows = layers.map(({ folder, imports, packages, node, reason }) => {
    const outside = [...packages, ...node.map((name) => `node:${name}`)];
    return `| \`${folder}\` | ${code(imports)} | ${code(outside)} | ${reason} |`;
  });
  const table = ["| folder | may import | packages | why |", "|---|---|---|---|", ...rows].join("\n");
  const [before, after] = readFileSync(page, "utf8").split(/<!-- layers -->[\s\S]*<!-- \/layers -->/);
  expect(after).toBeDefined();
  await expect(`${before}<!-- layers -->\n${table}\n<!-- /layers -->${after}`).toMatchFileSnapshot(page);
});
