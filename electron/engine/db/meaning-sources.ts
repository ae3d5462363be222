import type { FieldSource, MeaningField, MeaningList } from "../../../shared/model/meaning.js";

/** For every field that a span has: who gave it. */
export type MeaningSources = ReadonlyMap<MeaningField | MeaningList, FieldSource>;

/** One line a field: field, convention and attribute, parted by tabs. */
export function sourcesText(sources: MeaningSources): string {
  let text = "";
  for (const [field, { convention, attribute }] of sources) text += `${field}\t${convention}\t${attribute}\n`;
  return text;
}

export function parseSources(text: string): Map<string, FieldSource> {
  const sources = new Map<string, FieldSource>();
  for (const line of text.split("\n")) {
    const [field, convention, attribute] = line.split("\t");
    if (field !== undefined && convention !== undefined && attribute !== undefined) {
      sources.set(field, { convention, attribute });
    }
  }
  return sources;
}
