import type { EdgeLabel, GraphLabel, NodeLabel } from "@dagrejs/dagre";
import type { Arranged, Box, Link, Point } from "./box.ts";
import { inRanks } from "./ranks.ts";

/** The space between things that have nothing to do with each other. */
const gap = 28;

const layered: GraphLabel = { rankdir: "LR", nodesep: 20, ranksep: 52, edgesep: 12 };

/** Beyond these, looking for few crossings takes longer than a reader waits, and ends in a tangle anyway. */
const [mostLinks, mostBoxes] = [300, 400];

/** Arranges boxes from left to right along their links, in groups below each other; the same input gives the same picture. */
export async function arranged(
  boxes: readonly Box[],
  links: readonly Link[],
  width: number,
): Promise<Arranged> {
  const between = links.filter(({ child, parent }) => child !== parent);
  const groups = groupsOf(boxes, between);
  const linked = groups.filter((group) => group.length > 1);
  const layers = await Promise.all(linked.map((group) => inLayers(group, between)));
  const widest = Math.max(width, ...layers.map((group) => group.width));
  const lonely = groups.filter((group) => group.length === 1).flat();
  return shelved([...layers, ...(lonely.length > 0 ? [inColumns(lonely, widest)] : [])], widest);
}

/** The boxes that links hold together, in the order of their first. */
function groupsOf(boxes: readonly Box[], links: readonly Link[]): Box[][] {
  const neighbours = new Map<string, string[]>(boxes.map(({ id }) => [id, []]));
  for (const { child, parent } of links) {
    neighbours.get(child)?.push(parent);
    neighbours.get(parent)?.push(child);
  }
  const groupOf = new Map<string, number>();
  let count = 0;
  for (const { id } of boxes) {
    const open = groupOf.has(id) ? [] : [id];
    if (open.length > 0) count++;
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (groupOf.has(next)) continue;
      groupOf.set(next, count);
      open.push(...(neighbours.get(next) ?? []));
    }
  }
  const groups: Box[][] = Array.from({ length: count }, () => []);
  for (const box of boxes) groups[(groupOf.get(box.id) ?? 1) - 1]?.push(box);
  return groups;
}

function linksWithin(boxes: readonly Box[], links: readonly Link[]): Link[] {
  const ids = new Set(boxes.map(({ id }) => id));
  return links.filter(({ child }) => ids.has(child));
}

async function inLayers(boxes: readonly Box[], links: readonly Link[]): Promise<Arranged> {
  const own = linksWithin(boxes, links);
  if (own.length > mostLinks || boxes.length > mostBoxes) return inRanks(boxes, own);
  const { Graph, layout } = await import("@dagrejs/dagre");
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ ...layered });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const { child, parent } of own) graph.setEdge(parent, child, {});
  layout(graph);
  const corner = ({ id, width, height }: Box): [string, Point] => {
    const { x = 0, y = 0 }: NodeLabel = graph.node(id);
    return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
  };
  const { width = 0, height = 0 } = graph.graph();
  const lines = own.map((link) => {
    const { points = [] }: EdgeLabel = graph.edge(link.parent, link.child);
    return { ...link, points: points.map(({ x, y }: Point) => ({ x: Math.round(x), y: Math.round(y) })) };
  });
  return {
    places: new Map(boxes.map(corner)),
    lines,
    width: Math.ceil(width),
    height: Math.ceil(height),
  };
}

/** Boxes without links, each in the column that is shortest so far. */
function inColumns(boxes: readonly Box[], width: number): Arranged {
  const column = Math.max(...boxes.map((box) => box.width));
  const most = Math.max(1, Math.floor((width + gap) / (column + gap)));
  const heights: number[] = Array.from({ length: Math.min(most, boxes.length) }, () => 0);
  const places = new Map<string, Point>();
  for (const { id, height } of boxes) {
    const shortest = heights.indexOf(Math.min(...heights));
    const y = heights[shortest] ?? 0;
    places.set(id, { x: shortest * (column + gap), y });
    heights[shortest] = y + height + gap;
  }
  return {
    places,
    lines: [],
    width: heights.length * (column + gap) - gap,
    height: Math.max(...heights) - gap,
  };
}

/** Groups beside each other as far as the width goes, then below. */
function shelved(groups: readonly Arranged[], most: number): Arranged {
  const places = new Map<string, Point>();
  const lines: Arranged["lines"][number][] = [];
  let [x, y, shelf, width] = [0, 0, 0, 0];
  for (const group of groups) {
    if (x > 0 && x + group.width > most) [x, y, shelf] = [0, y + shelf + gap, 0];
    const moved = (point: Point): Point => ({ x: point.x + x, y: point.y + y });
    for (const [id, place] of group.places) places.set(id, moved(place));
    for (const line of group.lines) lines.push({ ...line, points: line.points.map(moved) });
    shelf = Math.max(shelf, group.height);
    width = Math.max(width, x + group.width);
    x += group.width + gap;
  }
  return { places, lines, width, height: y + shelf };
}
