import type { ReactNode } from "react";

/** The drawings of every icon, on a 16 px grid with strokes of 1.5 px. `data-fill` marks the solid parts. */
export const SHAPES = {
  agent: (
    <>
      <path d="M8 1.9 13.2 4.9v6.2L8 14.1 2.8 11.1V4.9z" />
      <circle data-fill="" cx="8" cy="8" r="1.9" />
    </>
  ),
  llm: (
    <>
      <path d="M8 1.9c.7 3.7 2.4 5.4 6.1 6.1-3.7.7-5.4 2.4-6.1 6.1C7.3 10.4 5.6 8.7 1.9 8 5.6 7.3 7.3 5.6 8 1.9z" />
    </>
  ),
  tool: (
    <>
      <path d="M9.7 6.3 9.3 4l2.5-2.3a3.7 3.7 0 0 0-4.7 4.8L2.3 11.3a1.7 1.7 0 0 0 2.4 2.4l4.8-4.8a3.7 3.7 0 0 0 4.8-4.7L12 6.7z" />
    </>
  ),
  retriever: (
    <>
      <path d="M2.3 3.3h8.2M2.3 6.8h4M2.3 10.3h2.7" />
      <circle cx="9.7" cy="9.7" r="2.9" />
      <path d="m11.9 11.9 2.3 2.3" />
    </>
  ),
  reranker: (
    <>
      <path d="M4.3 13V3M2 5.3 4.3 3l2.3 2.3M9.3 4.3h5M9.3 8h3.7M9.3 11.7h2.2" />
    </>
  ),
  embedding: (
    <>
      <path d="M2.5 2.5v11h11" />
      <circle data-fill="" cx="6" cy="9.8" r="1.25" />
      <circle data-fill="" cx="8.6" cy="5.3" r="1.25" />
      <circle data-fill="" cx="12.3" cy="7.6" r="1.25" />
    </>
  ),
  memory: (
    <>
      <rect x="4" y="4" width="8" height="8" rx="1" />
      <path d="M6.3 1.8V4M9.7 1.8V4M6.3 12v2.2M9.7 12v2.2M1.8 6.3H4M1.8 9.7H4M12 6.3h2.2M12 9.7h2.2" />
    </>
  ),
  guardrail: (
    <>
      <path d="M8 1.8 13 3.7v3.9c0 3.1-2 5.4-5 6.6-3-1.2-5-3.5-5-6.6V3.7z" />
    </>
  ),
  evaluator: (
    <>
      <path d="M2.3 11.3a5.7 5.7 0 1 1 11.4 0M8 11.3l2.7-3.6" />
      <circle data-fill="" cx="8" cy="11.3" r="1.2" />
    </>
  ),
  workflow: (
    <>
      <rect x="1.8" y="2.3" width="4.4" height="4" rx="1" />
      <rect x="9.8" y="9.7" width="4.4" height="4" rx="1" />
      <path d="M6.2 4.3h3.3c1.4 0 2.5 1.1 2.5 2.5v2.9" />
    </>
  ),
  plan: (
    <>
      <path d="m2 4.2 1.2 1.2L5.3 3M2 11.2l1.2 1.2 2.1-2.4M8 4.2h6M8 11.2h6" />
    </>
  ),
  prompt: (
    <>
      <path d="M5.5 2.5H5c-1.1 0-1.6.6-1.6 1.6v1.7c0 1.1-.5 1.9-1.6 2.2 1.1.3 1.6 1.1 1.6 2.2v1.7c0 1 .5 1.6 1.6 1.6h.5M10.5 2.5h.5c1.1 0 1.6.6 1.6 1.6v1.7c0 1.1.5 1.9 1.6 2.2-1.1.3-1.6 1.1-1.6 2.2v1.7c0 1-.5 1.6-1.6 1.6h-.5" />
    </>
  ),
  http: (
    <>
      <circle cx="8" cy="8" r="6.1" />
      <path d="M1.9 8h12.2M8 1.9c2 1.8 2.7 3.9 2.7 6.1S10 12.3 8 14.1C6 12.3 5.3 10.2 5.3 8S6 3.7 8 1.9z" />
    </>
  ),
  db: (
    <>
      <ellipse cx="8" cy="4" rx="5.2" ry="2.1" />
      <path d="M2.8 4v8c0 1.2 2.3 2.1 5.2 2.1s5.2-.9 5.2-2.1V4M2.8 8c0 1.2 2.3 2.1 5.2 2.1s5.2-.9 5.2-2.1" />
    </>
  ),
  other: (
    <>
      <rect x="3" y="3" width="10" height="10" rx="2" strokeDasharray="2.6 2.4" />
    </>
  ),
  "nav-traces": (
    <>
      <path d="M1.8 3.5h6M5 8h7M9 12.5h5.2" />
    </>
  ),
  "nav-conversations": (
    <>
      <path d="M2 3.3c0-.6.4-1 1-1h7c.6 0 1 .4 1 1v4.4c0 .6-.4 1-1 1H5.6L3.3 10.6c-.5.4-1.3.1-1.3-.6z" />
      <path d="M6.5 11.3h4.2l2.2 1.9c.4.3 1.1.1 1.1-.5V6.5c0-.6-.4-1-1-1" />
    </>
  ),
  "nav-network": (
    <>
      <circle cx="3.6" cy="8" r="1.9" />
      <circle cx="12.2" cy="3.7" r="1.9" />
      <circle cx="12.2" cy="12.3" r="1.9" />
      <path d="m5.3 7.1 5.2-2.6M5.3 8.9l5.2 2.6" />
    </>
  ),
  "nav-retrieval": (
    <>
      <path d="M1.8 2.5h12.4L9.8 8.2v4.3l-3.6 1.6V8.2z" />
    </>
  ),
  "nav-insights": (
    <>
      <path d="M1.8 10.5h2.6l1.9-6.8 3 9.1 1.9-5.3h3" />
    </>
  ),
  "nav-incidents": (
    <>
      <path d="M3.3 14.2V2.5h8.9c.5 0 .7.5.4.9L10.7 6l1.9 2.6c.3.4.1.9-.4.9H3.3" />
    </>
  ),
  "nav-sql": (
    <>
      <rect x="1.8" y="2.5" width="12.4" height="11" rx="1.5" />
      <path d="m4.7 6 2.1 2-2.1 2M8.5 10.3h3" />
    </>
  ),
  "nav-sources": (
    <>
      <path d="M8 2 14.2 5 8 8 1.8 5zM1.8 8.2 8 11.2l6.2-3M1.8 11.2 8 14.2l6.2-3" />
    </>
  ),
  "nav-settings": (
    <>
      <path d="M1.8 4.5h6.4M12.4 4.5h1.8M1.8 11.5h1.8M7.8 11.5h6.4" />
      <circle cx="10.3" cy="4.5" r="1.9" />
      <circle cx="5.7" cy="11.5" r="1.9" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.7" />
      <path d="m10.5 10.5 3.7 3.7" />
    </>
  ),
  close: (
    <>
      <path d="m3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4" />
    </>
  ),
  "chevron-right": (
    <>
      <path d="m6 3.5 4.5 4.5L6 12.5" />
    </>
  ),
  "chevron-down": (
    <>
      <path d="M3.5 6 8 10.5 12.5 6" />
    </>
  ),
  "chevron-up": (
    <>
      <path d="M3.5 10 8 5.5l4.5 4.5" />
    </>
  ),
  "chevron-left": (
    <>
      <path d="M10 3.5 5.5 8l4.5 4.5" />
    </>
  ),
  "arrow-right": (
    <>
      <path d="M2.5 8h11M9.5 4l4 4-4 4" />
    </>
  ),
  play: (
    <>
      <path d="M5 3.2v9.6L12.8 8z" />
    </>
  ),
  pause: (
    <>
      <path d="M5.5 3.3v9.4M10.5 3.3v9.4" />
    </>
  ),
  plus: (
    <>
      <path d="M8 2.8v10.4M2.8 8h10.4" />
    </>
  ),
  minus: (
    <>
      <path d="M2.8 8h10.4" />
    </>
  ),
  check: (
    <>
      <path d="m2.8 8.5 3.5 3.7 6.9-8" />
    </>
  ),
  error: (
    <>
      <circle cx="8" cy="8" r="6.1" />
      <path d="M8 4.8v3.7" />
      <circle data-fill="" cx="8" cy="11.1" r=".9" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2.2 14.4 13.3H1.6z" />
      <path d="M8 6.5v3" />
      <circle data-fill="" cx="8" cy="11.3" r=".8" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6.1" />
      <path d="M8 7.5v3.7" />
      <circle data-fill="" cx="8" cy="4.9" r=".9" />
    </>
  ),
  copy: (
    <>
      <rect x="5.3" y="5.3" width="8.5" height="8.5" rx="1.5" />
      <path d="M10.7 5.3V3.7c0-.8-.7-1.5-1.5-1.5H3.7c-.8 0-1.5.7-1.5 1.5v5.5c0 .8.7 1.5 1.5 1.5h1.6" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6.1" />
      <path d="M8 4.5V8l2.5 1.7" />
    </>
  ),
  columns: (
    <>
      <rect x="1.8" y="2.5" width="12.4" height="11" rx="1.5" />
      <path d="M6 2.5v11M10 2.5v11" />
    </>
  ),
  split: (
    <>
      <rect x="1.8" y="2.5" width="12.4" height="11" rx="1.5" />
      <path d="M1.8 8.5h12.4" />
    </>
  ),
  panel: (
    <>
      <rect x="1.8" y="2.5" width="12.4" height="11" rx="1.5" />
      <path d="M10 2.5v11" />
    </>
  ),
  download: (
    <>
      <path d="M8 2v8M4.7 7 8 10.3 11.3 7M2.3 13.7h11.4" />
    </>
  ),
  open: (
    <>
      <path d="M1.8 12.5v-9c0-.6.4-1 1-1h3.4l1.6 2h5.4c.6 0 1 .4 1 1v7c0 .6-.4 1-1 1H2.8c-.6 0-1-.4-1-1z" />
    </>
  ),
  file: (
    <>
      <path d="M3.5 2.8c0-.6.4-1 1-1h4.7l3.3 3.4v8c0 .6-.4 1-1 1h-7c-.6 0-1-.4-1-1zM9 2v3.4h3.4" />
    </>
  ),
  note: (
    <>
      <path d="M2.5 13.5 3.3 10.3 10.9 2.7c.5-.5 1.3-.5 1.8 0l.6.6c.5.5.5 1.3 0 1.8L5.7 12.7z" />
    </>
  ),
  pin: (
    <>
      <path d="M10 1.8 14.2 6 11 7.3 8.7 11.7 4.3 7.3 8.7 5zM6.3 9.7 2 14" />
    </>
  ),
  link: (
    <>
      <path d="M6.7 9.3 9.3 6.7M7.3 4.7l1.6-1.6a2.83 2.83 0 0 1 4 4L11.3 8.7M8.7 11.3l-1.6 1.6a2.83 2.83 0 0 1-4-4L4.7 7.3" />
    </>
  ),
  grip: (
    <>
      <circle data-fill="" cx="6" cy="4" r="1.1" />
      <circle data-fill="" cx="10" cy="4" r="1.1" />
      <circle data-fill="" cx="6" cy="8" r="1.1" />
      <circle data-fill="" cx="10" cy="8" r="1.1" />
      <circle data-fill="" cx="6" cy="12" r="1.1" />
      <circle data-fill="" cx="10" cy="12" r="1.1" />
    </>
  ),
  more: (
    <>
      <circle data-fill="" cx="3.5" cy="8" r="1.2" />
      <circle data-fill="" cx="8" cy="8" r="1.2" />
      <circle data-fill="" cx="12.5" cy="8" r="1.2" />
    </>
  ),
  fit: (
    <>
      <path d="M2.3 5.8V3.3c0-.6.4-1 1-1h2.5M10.2 2.3h2.5c.6 0 1 .4 1 1v2.5M13.7 10.2v2.5c0 .6-.4 1-1 1h-2.5M5.8 13.7H3.3c-.6 0-1-.4-1-1v-2.5" />
    </>
  ),
  lasso: (
    <>
      <path d="M8 2.3c3.4 0 6 1.9 6 4.4s-2.6 4.4-6 4.4-6-1.9-6-4.4 2.6-4.4 6-4.4z" strokeDasharray="2.6 2.3" />
      <path d="M5.2 10.6c-1.3.7-1.5 2.5.1 3.6" />
    </>
  ),
  user: (
    <>
      <circle cx="8" cy="5" r="2.8" />
      <path d="M2.5 14c.5-2.9 2.7-4.5 5.5-4.5s5 1.6 5.5 4.5" />
    </>
  ),
  bookmark: (
    <>
      <path d="M4 2.8c0-.6.4-1 1-1h6c.6 0 1 .4 1 1v11.4l-4-3-4 3z" />
    </>
  ),
  tag: (
    <>
      <path d="M2.3 3.3c0-.6.4-1 1-1h4.6l5.5 5.5c.4.4.4 1 0 1.4l-4.2 4.2c-.4.4-1 .4-1.4 0L2.3 7.9z" />
      <circle data-fill="" cx="5.4" cy="5.4" r="1" />
    </>
  ),
  theme: (
    <>
      <circle cx="8" cy="8" r="6.1" />
      <path data-fill="" d="M8 1.9a6.1 6.1 0 0 1 0 12.2z" />
    </>
  ),
  help: (
    <>
      <circle cx="8" cy="8" r="6.1" />
      <path d="M6.2 6.3c.1-1 .8-1.6 1.8-1.6s1.8.6 1.8 1.5c0 1.3-1.8 1.3-1.8 2.6" />
      <circle data-fill="" cx="8" cy="11.3" r=".8" />
    </>
  ),
  "not-equal": (
    <>
      <path d="M3 6h10M3 10h10" />
      <path d="M10.6 2.8 5.4 13.2" />
    </>
  ),
  swap: (
    <>
      <path d="M2.5 5.5h10" />
      <path d="m10 3 2.5 2.5L10 8" />
      <path d="M13.5 10.5h-10" />
      <path d="M6 8 3.5 10.5 6 13" />
    </>
  ),
  undo: (
    <>
      <path d="M5.5 2.8 2.3 6l3.2 3.2" />
      <path d="M2.3 6h7.4a3.8 3.8 0 0 1 0 7.6H6" />
    </>
  ),
  "shield-x": (
    <>
      <path d="M8 1.8 13 3.7v3.9c0 3.1-2 5.4-5 6.6-3-1.2-5-3.5-5-6.6V3.7zM6.3 6l3.4 3.4M9.7 6 6.3 9.4" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;
export type IconName = keyof typeof SHAPES;
