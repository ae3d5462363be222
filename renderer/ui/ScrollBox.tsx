import type { ComponentProps } from "react";

// A box that scrolls must be reachable by keyboard, though nothing in it may be a control.
const REACHABLE = { tabIndex: 0 } as const;

/** A part that scrolls by itself: the focus can be put on it, so that the arrow keys scroll it. */
export function ScrollBox(props: ComponentProps<"div">) {
  return <div {...REACHABLE} {...props} />;
}
