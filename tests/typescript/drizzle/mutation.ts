import fc from "fast-check";

const token = /\s+|[\p{L}_$][\w$]*|\d[\w.]*|"(?:[^"\\]|\\.)*"|=>|\.\.\.|\?\.|\?\?|[!=]==?|&&|\|\||[^\s]/gu;

/** What is put into texts besides their own words. */
const spices = [
  ...[
    "?.",
    "!",
    "...",
    "=",
    "+=",
    "++",
    "--",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    ";",
    ":",
    "=>",
    "`",
    "-",
    "??",
    "||",
  ],
  ...[
    "let",
    "const",
    "export",
    "default",
    "type",
    "async",
    "static",
    "function",
    "class",
    "enum",
    "get",
    "new",
  ],
  ...[
    "as any",
    "satisfies any",
    ".push(1)",
    ".a = 1",
    "typeof",
    "void",
    "delete",
    "this",
    "undefined",
    "null",
  ],
  ...[
    "import",
    "from",
    "return",
    "if (1)",
    "users",
    "text",
    "namespace",
    "declare",
    "1",
    '"x"',
    "/* c */",
    "\n",
    "// c\n",
  ],
];

interface Change {
  readonly at: number;
  readonly with: number;
  readonly how: "delete" | "repeat" | "swap" | "rename" | "spice" | "insert" | "statement";
}

/** Changes of a text; most leave it one that parses. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    at: fc.nat(),
    with: fc.nat(),
    how: fc.oneof(
      { weight: 9, arbitrary: fc.constant("rename" as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("delete", "repeat", "swap", "spice", "insert", "statement" as const),
      },
    ),
  }),
  { maxLength: 3 },
);

/** A text with changes made to it. */
export function mutated(text: string, made: readonly Change[]): string {
  const tokens = text.match(token) ?? [];
  for (const change of made) apply(tokens, change);
  return tokens.join("");
}

function apply(tokens: string[], { at, with: other, how }: Change): void {
  const words = tokens.flatMap((each, i) => (/^[\p{L}_$]/u.test(each) ? [i] : []));
  const place = how === "rename" ? (words[at % words.length] ?? 0) : at % tokens.length;
  const word = tokens[words[other % words.length] ?? 0] ?? "";
  const spice = ` ${spices[other % spices.length]} `;
  const own = tokens[place] ?? "";
  if (how === "delete") tokens.splice(place, 1);
  else if (how === "repeat") tokens.splice(place, 0, own);
  else if (how === "rename") tokens[place] = word;
  else if (how === "spice") tokens[place] = spice;
  else if (how === "insert") tokens.splice(place, 0, spice);
  else {
    const from = other % tokens.length;
    const length = how === "swap" ? 1 : 20;
    tokens.splice(place, 0, ...tokens.splice(from, length));
  }
}
