/**
 * How an annotation is written into OTLP: a log record of this scope that names its span (a trace where it is about the whole),
 * its text the body, all else in attributes. `docs/export.md` lists them.
 */
export const ANNOTATION_SCOPE = "skein.annotations";
/** `eventName` of such a log record. */
export const ANNOTATION_EVENT = "skein.annotation";

const NAMES = [
  "kind",
  "origin",
  "target",
  "position",
  "text_hash",
  "text_offset",
  "quote",
  "name",
  "label",
  "score",
  "annotator_kind",
  "annotator",
  "metadata",
] as const;

/** The attribute that carries a part of an annotation. */
export function annotationKey(name: (typeof NAMES)[number]): string {
  return `skein.annotation.${name}`;
}
