import type { ReactElement, ReactNode } from "react";
import { Children, isValidElement } from "react";
import { SHAPES } from "../../../ui/icons/shapes.js";
import type { IconName } from "../../../ui/icons/shapes.js";

export interface IconPath {
  readonly path: Path2D;
  readonly solid: boolean;
}

type Props = Readonly<Record<string, string | undefined>> & { readonly children?: ReactNode };

const known = new Map<IconName, readonly IconPath[]>();

/** The strokes of an icon for a canvas, on its grid of 16; read from the drawing that the page shows. */
export function iconPaths(name: IconName): readonly IconPath[] {
  let paths = known.get(name);
  if (paths === undefined) {
    paths = pathsIn(SHAPES[name]);
    known.set(name, paths);
  }
  return paths;
}

function pathsIn(node: ReactNode): IconPath[] {
  const paths: IconPath[] = [];
  Children.forEach(node, (child) => {
    if (!isValidElement(child)) return;
    const { type, props } = child as ReactElement<Props>;
    if (typeof type !== "string" || type === "g") {
      paths.push(...pathsIn(props.children));
      return;
    }
    const path = pathOf(type, props);
    if (path !== null) paths.push({ path, solid: props["data-fill"] !== undefined });
  });
  return paths;
}

function pathOf(type: string, props: Props): Path2D | null {
  const number = (name: string): number => Number(props[name] ?? 0);
  if (type === "path") return new Path2D(props["d"] ?? "");
  const path = new Path2D();
  if (type === "circle") path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
  else if (type === "ellipse") path.ellipse(number("cx"), number("cy"), number("rx"), number("ry"), 0, 0, 2 * Math.PI);
  else if (type === "rect") path.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx"));
  else return null;
  return path;
}
