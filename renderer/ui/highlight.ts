import { cutAtMarks, type Mark } from "../lib/marks.js";

interface Node {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, never>;
  children?: Node[];
}

/** A step for Markdown's tree that lays `<mark>` around the words that `find` finds in each piece of text. */
export function rehypeHighlight(find: ((text: string) => readonly Mark[]) | undefined): (tree: Node) => void {
  return (tree) => {
    if (find !== undefined) walk(tree, find);
  };
}

function walk(node: Node, find: (text: string) => readonly Mark[]): void {
  if (node.children === undefined) return;
  node.children = node.children.flatMap((child) => {
    if (child.type !== "text" || child.value === undefined) {
      walk(child, find);
      return [child];
    }
    return cutAtMarks(child.value, find(child.value)).map((piece): Node =>
      piece.marked
        ? { type: "element", tagName: "mark", properties: {}, children: [{ type: "text", value: piece.text }] }
        : { type: "text", value: piece.text },
    );
  });
}
