import type { Point } from "./box.ts";

/** A box in its place. */
export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** The points of a line that leaves and arrives at the sides of its boxes, at the height where it bends. */
export function betweenSides(
  points: readonly Point[],
  { parent, child }: { readonly parent: Rect; readonly child: Rect },
): Point[] {
  const isForward = child.x >= parent.x;
  const bends = points.slice(1, -1);
  // The farther away it goes, the nearer to the corner it leaves; lines side by side do not cross.
  const side = (rect: Rect, isRight: boolean, { y }: Point): Point => {
    const [middle, reach] = [rect.y + rect.height / 2, rect.height / 2 - 8];
    const away = y - middle;
    return {
      x: isRight ? rect.x + rect.width : rect.x,
      y: Math.round(
        middle + Math.sign(away) * Math.min(Math.abs(away), reach * (1 - 60 / (60 + Math.abs(away)))),
      ),
    };
  };
  return [
    side(parent, isForward, bends[0] ?? points[0] ?? parent),
    ...bends,
    side(child, !isForward, bends.at(-1) ?? points.at(-1) ?? child),
  ];
}

/** A line from a parent to its child, with a crow's foot where the many are. */
export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return "";
  const before = points.at(-2) ?? first;
  const side = last.x >= before.x ? -1 : 1;
  let at = first;
  const bends = rest.map((point) => {
    const middle = Math.round((at.x + point.x) / 2);
    const bend = `C${middle} ${at.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    at = point;
    return bend;
  });
  return `M${first.x} ${first.y}${bends.join("")}${crowsFoot(last, side)}`;
}

function crowsFoot({ x, y }: Point, side: 1 | -1): string {
  const heel = x + 9 * side;
  return `M${x} ${y - 5}L${heel} ${y}L${x} ${y + 5}`;
}

/** A line from a box to itself, at its upper right corner. */
export function loop({ x, y, width }: Rect): string {
  const right = x + width;
  const foot = crowsFoot({ x: right, y: y + 21 }, 1);
  return `M${right} ${y + 8}C${right + 20} ${y + 4} ${right + 20} ${y + 26} ${right} ${y + 21}${foot}`;
}
