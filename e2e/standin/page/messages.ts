/** What the preload's world tells the stand-in. */
export type FromPage =
  | { type: "invoke"; id: number; channel: string; args: unknown[] }
  | { type: "send"; channel: string; args: unknown[] }
  | { type: "port"; id: number; data: unknown }
  | { type: "port-closed"; id: number }
  | { type: "window-open"; url: string };

/** Functions can't cross worlds; what crosses is their number, as the only key of an object. */
export type Shape =
  | { $function: number }
  | { $callback: number }
  | { [key: string]: Shape }
  | Shape[]
  | string
  | number
  | boolean
  | null
  | undefined
  | object;

/** DOM events between the two worlds of a page; Blink clones their `detail`. */
export const EVENTS = {
  expose: "standin-expose",
  call: "standin-call",
  returned: "standin-returned",
  settled: "standin-settled",
  callback: "standin-callback",
  open: "standin-open",
} as const;
