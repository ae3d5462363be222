import { familyOf, type KindFamily, type SpanKind } from "../../shared/model/kind.js";

export type Kind = SpanKind;
export type Family = KindFamily;

const LABEL_BY_KIND: Readonly<Partial<Record<SpanKind, string>>> = { llm: "model call", http: "HTTP", db: "database" };

/** What a span kind is called in text. */
export function kindLabel(kind: Kind): string {
  return LABEL_BY_KIND[kind] ?? kind;
}

/** The hue family of a kind, as in `--kind-<family>` of the design tokens. */
export function kindFamily(kind: Kind): Family {
  return familyOf(kind);
}
