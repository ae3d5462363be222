/** Between the stand-in's main process and the shim in a utility process. */
export type ToChild =
  | { type: "message"; data: unknown; ports: number[] }
  | { type: "port"; id: number; data: unknown }
  | { type: "port-closed"; id: number };

export type FromChild =
  | { type: "message"; data: unknown }
  | { type: "port"; id: number; data: unknown }
  | { type: "port-closed"; id: number };
