import type { Location, NotAnalysed } from "../schema/location.ts";
import type { TypeBody } from "../typescript/declarations.ts";
import type { Tag } from "../typescript/tags.ts";
import { isOthers, isTagName } from "./doctor-tags.ts";
import type { TagSet } from "./tag-set.ts";

/** A type that a source takes for a table, before its properties are read. */
export interface Candidate {
  readonly name: string;
  readonly source: "types" | "kysely";
  readonly location: Location;
  readonly tags: TagSet;
  readonly body: TypeBody;
  readonly nameOfColumn: (property: string) => string;
  /** Whether someone said that it is a table, not only that its file holds tables. */
  readonly explicit: boolean;
}

/** What one source finds in the files. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Doctor tags before a table that stand in another block than the one that is read. */
export function unreadBlocks(table: string, tags: readonly Tag[]): NotAnalysed[] {
  return tags
    .filter((tag) => isTagName(tag.name) && !isOthers(tag))
    .map(({ name, location }) => ({
      what: `@${name} before ${table}`,
      location,
      why: "it stands in another comment than @table, or not in the last one",
    }));
}
