/** A rectangle that wants a place. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A line between two boxes; what is referred to comes first in reading direction. */
export interface Link {
  readonly child: string;
  readonly parent: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Boxes with their upper left corners, lines with their points, and the size of it all. */
export interface Arranged {
  readonly places: ReadonlyMap<string, Point>;
  readonly lines: readonly (Link & { readonly points: readonly Point[] })[];
  readonly width: number;
  readonly height: number;
}
