import type { Field } from "../fields.ts";
import { type JsonTop, readingOf } from "../leaves.ts";
import { readTags, type Tag, type TagReading } from "../tags.ts";
import { NotPlain } from "./not-plain.ts";
import type { SyntaxFile } from "./parse.ts";
import { leavesOf, type ObjectType, type Part, type TypeParts } from "./type-parts.ts";
import type { Member } from "./written.ts";

/** A property of an object type, as long as it is not known what is a table. */
export interface PlainProperty {
  readonly file: SyntaxFile;
  readonly member: Member;
  readonly parts: readonly Part[];
  readonly tags: readonly Tag[];
}

/**
 * The properties of an object type, those of its bases first. Throws NotPlain, also where one stands in two of them, or is
 * a method in one.
 */
export function propertiesOf(
  type: ObjectType,
  types: TypeParts,
  reading: TagReading<SyntaxFile>,
): readonly PlainProperty[] {
  const methods = new Set<string>();
  const properties = allProperties(type, types, reading, methods);
  const names = new Set(properties.map(({ member }) => member.name));
  if (names.size < properties.length || [...methods].some((name) => names.has(name))) throw new NotPlain();
  return properties;
}

function allProperties(
  type: ObjectType,
  types: TypeParts,
  reading: TagReading<SyntaxFile>,
  methods: Set<string>,
): PlainProperty[] {
  const inherited = type.bases.flatMap((base) => allProperties(base, types, reading, methods));
  return [...inherited, ...ownProperties(type, types, reading, methods)];
}

function ownProperties(
  { file, braces }: ObjectType,
  types: TypeParts,
  reading: TagReading<SyntaxFile>,
  methods: Set<string>,
): PlainProperty[] {
  const properties: PlainProperty[] = [];
  let from = braces.start + 1;
  let known = 0;
  for (const member of braces.members ?? []) {
    const before = file.comments.before(from, member.start);
    known += before.length;
    from = member.end;
    if (member.type === null) {
      methods.add(member.name);
      continue;
    }
    const parts = types.partsOf(member.type, file);
    // Only null, or nothing at all: the compiler has a word for each.
    if (parts.every((part) => part === "null")) throw new NotPlain();
    const tags = before.flatMap((comment) => readTags({ file, ...comment }, reading));
    properties.push({ file, member, parts, tags });
  }
  // What stands after a member, or inside one, belongs to none.
  file.comments.expectOnly(known, braces.start, braces.end);
  return properties;
}

/** A property once it is known what is a table. */
export function fieldOf(
  { member, file, parts, tags }: PlainProperty,
  isTable: (type: ObjectType) => boolean,
  { locateAt }: TagReading<SyntaxFile>,
): Field {
  const tops: (JsonTop | null)[] = [];
  const leaves = leavesOf(parts, isTable, tops);
  const { name, optional, at } = member;
  const reading = readingOf(leaves, { optional, isNever: false, filled: false, tops, inOrder: (all) => all });
  return { name, location: locateAt(file, at), reading, why: null, tags };
}
