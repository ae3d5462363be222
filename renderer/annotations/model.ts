import type { Annotation } from "../../shared/contract/annotations.js";
import { type AnnotationAbout, type Judgement, JUDGEMENTS } from "../../shared/model/own-annotation.js";
import { formatCounted } from "../lib/format.js";

/** How much is said of something: notes, and what else there is: labels, scores, judgements. */
export interface SaidCounts {
  readonly notes: number;
  readonly labels: number;
}

/** "2 notes, 1 label or score". */
export function countWords({ notes, labels }: SaidCounts): string {
  const parts: string[] = [];
  if (notes > 0) parts.push(formatCounted(notes, "note"));
  if (labels > 0)
    parts.push(labels === 1 ? `${formatCounted(1, "label")} or score` : `${formatCounted(labels, "label")} and scores`);
  return parts.join(", ");
}

export function isNote({ kind }: Annotation): boolean {
  return kind === "note";
}

/** Whether a thing said is about just this: a span's own, not that of its documents or of words in its texts. */
export function isAbout(annotation: Annotation, about: AnnotationAbout): boolean {
  if (annotation.target !== about.target) return false;
  // Any trace of a conversation may name it.
  if (about.target === "conversation") return true;
  if (annotation.traceId !== about.traceId) return false;
  switch (about.target) {
    case "trace":
      return true;
    case "span":
      return annotation.spanId === about.spanId;
    case "document":
      return annotation.spanId === about.spanId && annotation.position === about.position;
    case "text":
      return (
        annotation.passage?.hash === about.hash &&
        annotation.passage.offset === about.offset &&
        annotation.passage.quote.length === about.quote.length
      );
  }
}

/** What something said is about, as a change names it. Null where the file that said it names too little. */
export function aboutOf({ target, traceId, spanId, position, passage }: Annotation): AnnotationAbout | null {
  switch (target) {
    case "trace":
    case "conversation":
      return { target, traceId };
    case "span":
      return spanId === null ? null : { target, traceId, spanId };
    case "document":
      return spanId === null || position === null ? null : { target, traceId, spanId, position };
    case "text":
      return spanId === null || passage === null ? null : { target, traceId, spanId, ...passage };
  }
}

/** Tells one thing from others: what is typed and not kept yet is found by it again. */
export function placeKey(about: AnnotationAbout): string {
  return JSON.stringify(Object.entries(about).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const WHERE = { span: "On this span", trace: "On the whole trace", conversation: "On the conversation" } as const;

/** "On document 3": what it is about, beside a span's own. */
export function whereWords({ target, position }: Pick<Annotation, "target" | "position">): string {
  if (target === "document") return position === null ? "On a document" : `On document ${position + 1}`;
  return target === "text" ? "On words" : WHERE[target];
}

/** "relevant", "wrong"; what was judged where the words are not known. */
export function judgementWord(name: string | null, score: number | null): string {
  const words = name !== null && name in JUDGEMENTS ? JUDGEMENTS[name as Judgement] : undefined;
  return words?.[score === 1 ? 1 : 0] ?? [name, score].filter((part) => part !== null).join(" ");
}

export interface KnownLabel {
  readonly label: string;
  readonly own: number;
  readonly lastMs: number | null;
}

/** Labels that what was typed may mean, the beginning of a label first; without those that are there already. */
export function suggestLabels(
  known: readonly KnownLabel[],
  typed: string,
  present: ReadonlySet<string>,
  most: number,
): readonly string[] {
  const words = typed.trim().toLowerCase();
  const fits = known.filter(({ label }) => !present.has(label) && label.toLowerCase().includes(words));
  const begins = (label: string) => label.toLowerCase().startsWith(words);
  return [...fits.filter(({ label }) => begins(label)), ...fits.filter(({ label }) => !begins(label))]
    .slice(0, most)
    .map(({ label }) => label);
}

/** The labels that the reader gave last, without those that are there already. */
export function recentLabels(
  known: readonly KnownLabel[],
  present: ReadonlySet<string>,
  most: number,
): readonly string[] {
  return known
    .filter(({ label, own, lastMs }) => own > 0 && lastMs !== null && !present.has(label))
    .sort((one, other) => (other.lastMs ?? 0) - (one.lastMs ?? 0))
    .slice(0, most)
    .map(({ label }) => label);
}

/** What is said of one thing. */
export interface SaidGroup {
  readonly key: string;
  readonly about: AnnotationAbout;
  readonly annotations: readonly Annotation[];
}

/** What is said of other things than one, thing by thing, in the order in which they come first. */
export function saidElsewhere(annotations: readonly Annotation[], about: AnnotationAbout): readonly SaidGroup[] {
  const groups = new Map<string, { about: AnnotationAbout; annotations: Annotation[] }>();
  for (const annotation of annotations) {
    if (isAbout(annotation, about)) continue;
    const other = aboutOf(annotation);
    if (other === null) continue;
    const key = placeKey(other);
    const group = groups.get(key) ?? { about: other, annotations: [] };
    group.annotations.push(annotation);
    groups.set(key, group);
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}

/** What was said in a few words, but for notes: "late", "right", "quality 0.8". */
export function shortWords({ kind, name, label, score }: Annotation): string {
  if (kind === "judgement") return judgementWord(name, score);
  if (kind === "label") return label ?? "";
  return [name, label, score === null ? null : Number(score.toPrecision(4))].filter((part) => part !== null).join(" ");
}
