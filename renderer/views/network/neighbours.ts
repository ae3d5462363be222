import { NODE_HEIGHT_PX, type Places } from "./places.js";
import type { Line } from "./lines.js";
import type { Drawing } from "./stacks.js";

/** A node, all lines at it, and what they lead to. */
export function neighbourhood(
  lines: readonly Line[],
  key: string,
): { nodes: ReadonlySet<string>; lines: ReadonlySet<string> } {
  const around = lines.filter((line) => line.from === key || line.to === key);
  return {
    nodes: new Set([key, ...around.flatMap((line) => [line.from, line.to])]),
    lines: new Set(around.map((line) => line.id)),
  };
}

const DIRECTIONS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
} as const;

/**
 * The node that an arrow key leads to: the nearest in that direction, where going aside counts three times. Null where the
 * key is no arrow or nothing lies there.
 */
export function nodeTowards(drawing: Drawing, places: Places, from: string | null, key: string): string | null {
  if (!(key in DIRECTIONS)) return null;
  const [dx, dy] = DIRECTIONS[key as keyof typeof DIRECTIONS];
  const centres = drawing.nodes.flatMap((node) => {
    const place = places.nodes.get(node.key);
    return place === undefined
      ? []
      : [{ key: node.key, x: place.x + (places.widths.get(node.key) ?? 0) / 2, y: place.y + NODE_HEIGHT_PX / 2 }];
  });
  const start = centres.find((centre) => centre.key === from);
  if (start === undefined) return firstNode(drawing, places);
  let best: { readonly key: string; readonly far: number } | null = null;
  for (const centre of centres) {
    const ahead = (centre.x - start.x) * dx + (centre.y - start.y) * dy;
    if (ahead < 1) continue;
    const aside = Math.abs((centre.x - start.x) * dy) + Math.abs((centre.y - start.y) * dx);
    const far = ahead + 3 * aside;
    if (best === null || far < best.far) best = { key: centre.key, far };
  }
  return best?.key ?? null;
}

/** Where one begins: the user, else the leftmost node, of several the upper one. */
export function firstNode(drawing: Drawing, places: Places): string | null {
  const user = drawing.nodes.find((node) => node.type === "user");
  if (user !== undefined && places.nodes.has(user.key)) return user.key;
  let first: { readonly key: string; readonly x: number; readonly y: number } | null = null;
  for (const node of drawing.nodes) {
    const place = places.nodes.get(node.key);
    if (place === undefined) continue;
    if (first === null || place.x < first.x - 1 || (place.x < first.x + 1 && place.y < first.y))
      first = { key: node.key, x: place.x, y: place.y };
  }
  return first?.key ?? null;
}
