import { type DoctorTag, place, type TagName, tagError } from "./doctor-tags.ts";

/** The doctor tags of one property or declaration; a tag written twice alike (in merged declarations) counts once. */
export class TagSet {
  private readonly tags = new Map<string, DoctorTag[]>();

  constructor(tags: readonly DoctorTag[]) {
    for (const tag of tags) {
      const alike = this.tags.get(tag.name);
      if (!alike) this.tags.set(tag.name, [tag]);
      else if (alike.every(({ text }) => text !== tag.text)) alike.push(tag);
    }
  }

  get isEmpty(): boolean {
    return this.tags.size === 0;
  }

  has(name: TagName): boolean {
    return this.tags.has(name);
  }

  /** All tags of a name, in the order of the source. */
  all(name: TagName): readonly DoctorTag[] {
    return this.tags.get(name) ?? none;
  }

  /** The one tag of a name. Throws DoctorError when there are two that differ. */
  one(name: TagName): DoctorTag | undefined {
    const [first, second] = this.all(name);
    if (first && second) {
      throw tagError(
        second,
        `@${name} ${second.text} contradicts @${name} ${first.text} at ${place(first.location)}.`,
        "Keep one of the two.",
      );
    }
    return first;
  }

  /** Reads the one tag of a name, if it is there. */
  read<T>(name: TagName, reader: (tag: DoctorTag) => T): T | undefined {
    const tag = this.one(name);
    return tag && reader(tag);
  }
}

const none: readonly DoctorTag[] = [];
