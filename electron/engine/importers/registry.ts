import type { Importer } from "./importer.js";
import { otlpJson } from "./otlp-json/importer.js";

/** Every file format that Skein reads. On equal confidence the earlier one wins. */
export const importers: readonly Importer[] = [otlpJson];

/** The importer of a stored source. */
export function importerOf(id: string): Importer | undefined {
  return importers.find((importer) => importer.id === id);
}
