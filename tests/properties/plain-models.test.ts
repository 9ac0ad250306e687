import fc from "fast-check";
import { expect, test } from "vitest";
import { bothWays, type Files } from "../typescript/syntax/both.ts";
import { plain, unclear } from "../typescript/syntax/models.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 150);
const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 100_000);

const names = ["Alpha", "Beta", "Gamma", "Delta", "Date", "Map", "Buffer", "Missing"];
const name = fc.constantFrom(...names);

/** Types as people write them, most of them plain. */
const { type } = fc.letrec<{ type: string; simple: string }>((tie) => ({
  simple: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        "string",
        "number",
        "boolean",
        "null",
        "undefined",
        "Date",
        "bigint",
        "any",
        "unknown",
        "object",
        "never",
        "void",
      ),
    },
    { weight: 4, arbitrary: fc.constantFrom("'a'", `"b"`, "1", "-2", "true", "`c`", "0x1f", "'\\u0041'") },
    { weight: 4, arbitrary: name },
    fc.constantFrom(
      "(typeof list)[number]",
      "typeof map[keyof typeof map]",
      "keyof typeof map",
      "typeof list",
      "E.A",
      "Uint8Array",
    ),
  ),
  type: fc.oneof(
    { maxDepth: 3 },
    tie("simple"),
    fc.array(tie("type"), { minLength: 2, maxLength: 4 }).map((types) => types.join(" | ")),
    tie("type").map((each) => `(${each})[]`),
    tie("simple").map((each) => `readonly ${each}[]`),
    tie("type").map((each) => `(${each})`),
    tie("type").map((each) => `Array<${each}>`),
    tie("type").map((each) => `{ x: ${each}; y?: string }`),
    tie("type").map((each) => `Record<string, ${each}>`),
    fc.tuple(tie("simple"), tie("simple")).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(name, name).map(([a, b]) => `${a} & ${b}`),
    name.map((each) => `Partial<${each}>`),
  ),
}));

const comment = fc.oneof(
  { weight: 6, arbitrary: fc.constant("") },
  fc.constantFrom(
    "/** @unique */",
    "/** @default 1 */ /** Two. */",
    "/* @index */",
    "// @index\n",
    "/**\n * @check a b <> '@c'\n * @index\n */",
    "/** @ignore */",
    "/** `@table` */",
  ),
);
const space = fc.constantFrom(" ", "\n", "\r\n", "  // note\n", " /* @x */ ");

const property = fc
  .tuple(
    comment,
    fc.constantFrom("a", "b", "c", "d", "'e-f'", "id", "readonly g", "[h]"),
    fc.constantFrom(":", "?:"),
    type,
    fc.constantFrom(";", ",", "\n"),
    space,
  )
  .map(([before, key, colon, is, end, after]) => `${before} ${key}${colon} ${is}${end}${after}`);
const members = fc.uniqueArray(property, {
  maxLength: 5,
  selector: (text) => /(\w+|'e-f'|\[h\])\??:/.exec(text)?.[1],
});
const body = members.map((each) => `{ ${each.join("")} }`);

const mark = fc.constantFrom(
  "",
  "/** @table */\n",
  "/** @table t */ ",
  "/**\n * @table\n * @ignore\n */\n",
  "/** Not. */\n",
);
const declaration = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        mark,
        fc.constantFrom("export ", ""),
        name,
        fc.constantFrom("", "", " extends Beta", " extends Beta, Gamma"),
        body,
      )
      .map((parts) => `${parts[0]}${parts[1]}interface ${parts[2]}${parts[3]} ${parts[4]}`),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(mark, fc.constantFrom("export ", ""), name, fc.oneof(body, type))
      .map((parts) => `${parts[0]}${parts[1]}type ${parts[2]} = ${parts[3]};`),
  },
  fc.tuple(fc.constantFrom("export ", ""), name).map(([e, n]) => `${e}enum ${n} { A = 'a', B = 'b' }`),
  fc.tuple(name, name).map(([a, b]) => `export type { ${a} as ${b} } from "./other";`),
  fc.constantFrom(
    `export * from "./other";`,
    "export const list = ['x', 'y'] as const;",
    "const map = { k: 'v', l: 2 } as const;",
    "export class Delta { id = 1 }",
    "export function f() { return 1; }",
    "let loose = 1;",
    "export {};",
  ),
);
const imports = fc.oneof(
  { weight: 2, arbitrary: fc.constant("") },
  fc
    .tuple(name, name)
    .map(([a, b]) =>
      a === b ? `import type { ${a} } from "./other";` : `import { type ${a} as ${b} } from "./other.js";`,
    ),
  fc.constantFrom(`import * as other from "./other";`, `import Alpha from "pkg";`),
);
const file = fc
  .tuple(imports, fc.array(declaration, { maxLength: 6 }))
  .map(([first, rest]) => [first, ...rest].join("\n"));

/** The text, or the text with one slip. */
const slip = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: text },
    fc
      .tuple(
        text,
        fc.nat(),
        fc.constantFrom("", "{", "}", ";", "'", "`", "/*", "*/", "export ", "\n", "?", "@table "),
        fc.nat(3),
      )
      .map(([all, at, put, off]) => {
        const place = all.length === 0 ? 0 : at % all.length;
        return all.slice(0, place) + put + all.slice(place + off);
      }),
  );

const models: fc.Arbitrary<Files> = fc
  .record({ model: slip(file), other: file, isModel: fc.boolean() })
  .map(({ model, other, isModel }) => ({
    "models/model.ts": model,
    [isModel ? "models/other.ts" : "other/other.ts"]: other,
  }))
  .map((files) =>
    mapValues(files, (text) =>
      text.replaceAll("./other", "other/other.ts" in files ? "../other/other" : "./other"),
    ),
  );

/** Models written by hand, with a slip in each of their files or none. */
const written: fc.Arbitrary<Files> = fc
  .constantFrom(...Object.values(plain), ...Object.values(unclear))
  .chain((files) =>
    fc.record(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, slip(fc.constant(text))])),
    ),
  );

function mapValues(files: Record<string, string | undefined>, change: (text: string) => string): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text = ""]) => [path, change(text)]));
}

test("what is read of a model by its syntax alone is what the compiler says of it", () => {
  let known = 0;
  fc.assert(
    fc.property(fc.oneof(models, written), fc.boolean(), (files, isExported) => {
      const both = bothWays(files, isExported);
      if (both.plain === null) return;
      known++;
      expect(both.plain).toEqual(both.checked);
    }),
    { numRuns: runs, seed },
  );
  // Else it would say nothing.
  expect(known).toBeGreaterThan(runs / 20);
});
