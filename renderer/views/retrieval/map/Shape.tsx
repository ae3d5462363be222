import type { MapKind } from "../../../../shared/contract/vectors.js";
import { KIND_COLOURS } from "./colours.js";

interface ShapeProps {
  readonly kind: MapKind;
  readonly colour?: string;
}

/** The mark of a point, 10 px: a diamond for a query, a square for an answer, a dot for a document, a ring for another text. */
export function Shape({ kind, colour = KIND_COLOURS[kind] }: ShapeProps) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" style={{ flex: "none" }} fill={colour}>
      {kind === "query" ? (
        <path d="M5 0 10 5 5 10 0 5z" />
      ) : kind === "answer" ? (
        <path d="M1.5 1.5h7v7h-7z" />
      ) : kind === "document" ? (
        <circle cx="5" cy="5" r="3.2" />
      ) : (
        <circle cx="5" cy="5" r="2.6" fill="none" stroke={colour} strokeWidth="1.3" />
      )}
    </svg>
  );
}
