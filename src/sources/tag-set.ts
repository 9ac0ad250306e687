import { type DoctorTag, place, type TagName, tagError } from "./doctor-tags.ts";

/** The doctor tags of one property or declaration; a tag written twice alike (in merged declarations) counts once. */
export class TagSet {
  private readonly tags: readonly DoctorTag[];

  constructor(tags: readonly DoctorTag[]) {
    const seen = new Set<string>();
    this.tags = tags.filter(({ name, text }) => {
      const key = `${name} ${text}`;
      return !seen.has(key) && seen.add(key);
    });
  }

  get isEmpty(): boolean {
    return this.tags.length === 0;
  }

  has(name: TagName): boolean {
    return this.tags.some((tag) => tag.name === name);
  }

  /** All tags of a name, in the order of the source. */
  all(name: TagName): readonly DoctorTag[] {
    return this.tags.filter((tag) => tag.name === name);
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
