import type { Arranged, Box, Link, Point } from "./box.ts";

const [between, beside, mostRanks, mostBelow] = [20, 72, 8, 40];

/**
 * Boxes in columns, each right of those it refers to as far as that goes, with lines straight across. For what is too
 * large or too entangled to look for fewer crossings.
 */
export function inRanks(boxes: readonly Box[], links: readonly Link[]): Arranged {
  const ranks = ranksOf(boxes, links);
  const columns: Box[][] = [];
  for (let rank = 0; rank <= mostRanks; rank++) {
    const members = boxes.filter(({ id }) => ranks.get(id) === rank);
    for (let from = 0; from < members.length; from += mostBelow) {
      columns.push(members.slice(from, from + mostBelow));
    }
  }
  const places = new Map<string, Point>();
  let [x, width, height] = [0, 0, 0];
  for (const column of columns) {
    let y = 0;
    for (const box of column) {
      places.set(box.id, { x, y });
      y += box.height + between;
    }
    height = Math.max(height, y - between);
    width = x + Math.max(...column.map((box) => box.width));
    x = width + beside;
  }
  const sizes = new Map(boxes.map((box) => [box.id, box]));
  const middle = (id: string): Point => {
    const { x, y } = places.get(id) ?? { x: 0, y: 0 };
    const box = sizes.get(id);
    return { x: Math.round(x + (box?.width ?? 0) / 2), y: Math.round(y + (box?.height ?? 0) / 2) };
  };
  const lines = links.map((link) => ({ ...link, points: [middle(link.parent), middle(link.child)] }));
  return { places, lines, width, height };
}

/** How many links lead from a box to one that refers to nothing, at most; boxes in a circle come last. */
function ranksOf(boxes: readonly Box[], links: readonly Link[]): ReadonlyMap<string, number> {
  const waiting = new Map(boxes.map(({ id }) => [id, 0]));
  const children = new Map<string, string[]>(boxes.map(({ id }) => [id, []]));
  for (const { child, parent } of links) {
    waiting.set(child, (waiting.get(child) ?? 0) + 1);
    children.get(parent)?.push(child);
  }
  const ranks = new Map<string, number>();
  const ready = boxes.map(({ id }) => id).filter((id) => waiting.get(id) === 0);
  for (const id of ready) ranks.set(id, 0);
  for (const id of ready) {
    for (const child of children.get(id) ?? []) {
      const rank = Math.min((ranks.get(id) ?? 0) + 1, mostRanks);
      ranks.set(child, Math.max(ranks.get(child) ?? 0, rank));
      const left = (waiting.get(child) ?? 0) - 1;
      waiting.set(child, left);
      if (left === 0) ready.push(child);
    }
  }
  for (const { id } of boxes) if ((waiting.get(id) ?? 0) > 0) ranks.set(id, mostRanks);
  return ranks;
}
