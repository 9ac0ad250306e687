import { DoctorError } from "../errors.ts";
import type { Location } from "../schema/location.ts";
import { editDistance } from "../schema/nearest.ts";
import type { Tag } from "../typescript/tags.ts";

/** What a tag may stand on. */
export type Place = "property" | "declaration";

const both: readonly Place[] = ["property", "declaration"];
const property: readonly Place[] = ["property"];
const declaration: readonly Place[] = ["declaration"];

/** The doctor's tags and what they may stand on. */
const places = {
  table: declaration,
  column: property,
  type: property,
  primaryKey: both,
  autoincrement: property,
  unique: both,
  index: both,
  references: both,
  onDelete: property,
  onUpdate: property,
  default: property,
  check: both,
  collate: property,
  generated: property,
  renamedFrom: both,
  movedFrom: property,
  backfill: property,
  ignore: both,
  lookup: declaration,
  strict: declaration,
  withoutRowid: declaration,
} as const satisfies Readonly<Record<string, readonly Place[]>>;

export type TagName = keyof typeof places;

/** A tag that is the doctor's, in a place where it may stand. */
export interface DoctorTag extends Tag {
  readonly name: TagName;
}

const names = Object.keys(places) as TagName[];

/** Tags that TypeScript, JSDoc and TSDoc define and that a typing error cannot explain. */
const definedElsewhere = new Set(
  `abstract access alias alpha arg argument async augments author beta borrows callback class classdesc const
  constant constructor constructs copyright decorator default defaultValue defaultvalue deprecated desc description
  emits enum event eventProperty example exception experimental export exports extends external field file
  fileoverview fires func function generator global hideconstructor host ignore implements import inheritDoc
  inheritdoc inner instance interface internal kind label lends license link linkcode linkplain listens member
  memberof method mixes mixin module name namespace overload override overview package packageDocumentation param
  private privateRemarks prop property protected public readonly remarks requires return returns satisfies sealed see
  since static summary template this throws todo tutorial type typeParam typedef var variation version virtual yield
  yields`.split(/\s+/),
);

/** Whether a tag's argument is read as SQL, so that quotes count. */
export function takesSql(name: string): boolean {
  return isTagName(name) && name !== "ignore";
}

/** Whether a tag has the name of one of the doctor's. */
export function isTagName(name: string): name is TagName {
  return Object.hasOwn(places, name);
}

/**
 * The doctor's tags among those of a table or a property of one; tags of other tools are left out. Throws
 * DoctorError for a misspelt one and for one that stands in the wrong place.
 */
export function doctorTags(tags: readonly Tag[], place: Place): DoctorTag[] {
  return tags.flatMap((tag) => {
    const { name } = tag;
    if (!isTagName(name)) {
      refuseMisspelt(tag, place);
      return [];
    }
    if (isOthers(tag)) return [];
    if (!(places[name] as readonly Place[]).includes(place)) throw misplaced(tag, place);
    return [{ ...tag, name }];
  });
}

/** Throws DoctorError for the first doctor tag in comments that belong to nothing; `only` limits it to one tag. */
export function refuseStray(tags: readonly Tag[], only?: TagName): void {
  const stray = tags.find((tag) => isTagName(tag.name) && !isOthers(tag) && (!only || tag.name === only));
  if (!stray) return;
  throw tagError(
    stray,
    `@${stray.name} belongs to nothing.`,
    "Put the comment directly before the property or declaration it is meant for.",
  );
}

/** Whether a tag that the doctor shares with other tools is meant for those: `@type {string}`, an empty `@default`. */
export function isOthers({ name, text }: Tag): boolean {
  return (name === "type" && text.startsWith("{")) || (name === "default" && text === "");
}

/** A DoctorError about a tag, with its place. */
export function tagError(
  { location }: { readonly location: Location },
  message: string,
  help: string,
): DoctorError {
  return new DoctorError("model-tag", `${place(location)}: ${message}`, help);
}

/** A location as messages show it. */
export function place({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

function misplaced(tag: Tag, found: Place): DoctorError {
  const wanted = found === "property" ? "declaration of the table" : "property";
  return tagError(
    tag,
    `@${tag.name} stands on a ${found}, but belongs to a ${wanted}.`,
    `Move it to the comment before the ${wanted}.`,
  );
}

/** Throws DoctorError for a tag that looks like a misspelling of one of the doctor's. */
export function refuseMisspelt(tag: Tag, found: Place): void {
  if (isTagName(tag.name)) return;
  const near = nearestTag(tag.name);
  if (near === null) return;
  const here = (places[near] as readonly Place[]).includes(found)
    ? ""
    : ` It belongs to a ${places[near][0]}.`;
  throw tagError(
    tag,
    `@${tag.name} is no tag the doctor knows; the nearest is @${near}.${here}`,
    `Write @${near}, or rename the tag if another tool reads it.`,
  );
}

/** The doctor tag that a word looks like a misspelling of, with at most so many slips, or null. */
export function nearestTag(word: string, most = 2): TagName | null {
  const sameButForCase = names.find((name) => name.toLowerCase() === word.toLowerCase());
  if (sameButForCase) return sameButForCase;
  if (definedElsewhere.has(word)) return null;
  let best: TagName | null = null;
  let least = most + 1;
  for (const name of names) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase(), least);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}
