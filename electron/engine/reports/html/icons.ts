import type { SpanKind } from "../../../../shared/model/kind.js";

/** The drawings of the kinds of spans, as in the app: 16 px, lines of 1.5 px; `f` marks what is filled. */
const SHAPES = {
  agent: '<path d="M8 1.9 13.2 4.9v6.2L8 14.1 2.8 11.1V4.9z"/><circle class="f" cx="8" cy="8" r="1.9"/>',
  llm: '<path d="M8 1.9c.7 3.7 2.4 5.4 6.1 6.1-3.7.7-5.4 2.4-6.1 6.1C7.3 10.4 5.6 8.7 1.9 8 5.6 7.3 7.3 5.6 8 1.9z"/>',
  tool: '<path d="M9.7 6.3 9.3 4l2.5-2.3a3.7 3.7 0 0 0-4.7 4.8L2.3 11.3a1.7 1.7 0 0 0 2.4 2.4l4.8-4.8a3.7 3.7 0 0 0 4.8-4.7L12 6.7z"/>',
  retriever:
    '<path d="M2.3 3.3h8.2M2.3 6.8h4M2.3 10.3h2.7"/><circle cx="9.7" cy="9.7" r="2.9"/><path d="m11.9 11.9 2.3 2.3"/>',
  reranker: '<path d="M4.3 13V3M2 5.3 4.3 3l2.3 2.3M9.3 4.3h5M9.3 8h3.7M9.3 11.7h2.2"/>',
  embedding:
    '<path d="M2.5 2.5v11h11"/><circle class="f" cx="6" cy="9.8" r="1.25"/><circle class="f" cx="8.6" cy="5.3" r="1.25"/><circle class="f" cx="12.3" cy="7.6" r="1.25"/>',
  memory:
    '<rect x="4" y="4" width="8" height="8" rx="1"/><path d="M6.3 1.8V4M9.7 1.8V4M6.3 12v2.2M9.7 12v2.2M1.8 6.3H4M1.8 9.7H4M12 6.3h2.2M12 9.7h2.2"/>',
  guardrail: '<path d="M8 1.8 13 3.7v3.9c0 3.1-2 5.4-5 6.6-3-1.2-5-3.5-5-6.6V3.7z"/>',
  evaluator: '<path d="M2.3 11.3a5.7 5.7 0 1 1 11.4 0M8 11.3l2.7-3.6"/><circle class="f" cx="8" cy="11.3" r="1.2"/>',
  workflow:
    '<rect x="1.8" y="2.3" width="4.4" height="4" rx="1"/><rect x="9.8" y="9.7" width="4.4" height="4" rx="1"/><path d="M6.2 4.3h3.3c1.4 0 2.5 1.1 2.5 2.5v2.9"/>',
  plan: '<path d="m2 4.2 1.2 1.2L5.3 3M2 11.2l1.2 1.2 2.1-2.4M8 4.2h6M8 11.2h6"/>',
  prompt:
    '<path d="M5.5 2.5H5c-1.1 0-1.6.6-1.6 1.6v1.7c0 1.1-.5 1.9-1.6 2.2 1.1.3 1.6 1.1 1.6 2.2v1.7c0 1 .5 1.6 1.6 1.6h.5M10.5 2.5h.5c1.1 0 1.6.6 1.6 1.6v1.7c0 1.1.5 1.9 1.6 2.2-1.1.3-1.6 1.1-1.6 2.2v1.7c0 1-.5 1.6-1.6 1.6h-.5"/>',
  handoff: '<path d="M2.5 8h11M9.5 4l4 4-4 4"/>',
  message:
    '<path d="M2 3.3c0-.6.4-1 1-1h7c.6 0 1 .4 1 1v4.4c0 .6-.4 1-1 1H5.6L3.3 10.6c-.5.4-1.3.1-1.3-.6z"/><path d="M6.5 11.3h4.2l2.2 1.9c.4.3 1.1.1 1.1-.5V6.5c0-.6-.4-1-1-1"/>',
  http: '<circle cx="8" cy="8" r="6.1"/><path d="M1.9 8h12.2M8 1.9c2 1.8 2.7 3.9 2.7 6.1S10 12.3 8 14.1C6 12.3 5.3 10.2 5.3 8S6 3.7 8 1.9z"/>',
  db: '<ellipse cx="8" cy="4" rx="5.2" ry="2.1"/><path d="M2.8 4v8c0 1.2 2.3 2.1 5.2 2.1s5.2-.9 5.2-2.1V4M2.8 8c0 1.2 2.3 2.1 5.2 2.1s5.2-.9 5.2-2.1"/>',
  other: '<rect x="3" y="3" width="10" height="10" rx="2" stroke-dasharray="2.6 2.4"/>',
  run: '<path d="M1.8 3.5h6M5 8h7M9 12.5h5.2"/>',
} as const;
type Shape = keyof typeof SHAPES;

const SHAPE_OF: Readonly<Partial<Record<SpanKind, Shape>>> = { chain: "workflow", turn: "workflow" };

/** All drawings, once a document: `iconOf` points at them. */
export function iconSymbols(): string {
  const symbols = Object.entries(SHAPES).map(
    ([name, shape]) => `<symbol id="i-${name}" viewBox="0 0 16 16">${shape}</symbol>`,
  );
  return `<svg width="0" height="0" class="symbols" aria-hidden="true">${symbols.join("")}</svg>`;
}

/** The drawing of a kind, in the hue of its family. `isFailed`: red takes the hue's place. */
export function iconOf(kind: SpanKind, family: string, isFailed: boolean): string {
  const shape: Shape = SHAPE_OF[kind] ?? (kind as Shape);
  return icon(shape, isFailed ? "k-error" : `k-${family}`);
}

export function runIcon(): string {
  return icon("run", "k-chain");
}

function icon(shape: Shape, hue: string): string {
  return `<svg class="i ${hue}" aria-hidden="true"><use href="#i-${shape}"/></svg>`;
}
