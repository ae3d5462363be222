import { KIND_FAMILIES, SPAN_KINDS, familyOf } from "../../../../shared/model/kind.js";
import type { KindFamily } from "../../../../shared/model/kind.js";
import { NO_ENTRY } from "../../../../shared/model/columns.js";
import type { DictionaryColumn } from "../../../../shared/model/columns.js";
import { formatCost, formatDuration } from "../../../lib/format.js";
import type { ColourBy } from "../../../state/route.js";
import type { Palette } from "../palette.js";
import type { TraceStructure } from "../structure.js";

/** A colour by its place in the palette: the hue of a family, or a step of the grey ramp from light (0) to ink. */
export type Swatch = { readonly family: KindFamily } | { readonly step: number } | { readonly error: true };

/** A colour and what it stands for. */
export interface LegendEntry {
  readonly swatch: Swatch;
  readonly label: string;
}

/** The colour of each row: `code[row]` is a place in `legend`. The last entry is that of failed rows, in every mode. */
export interface RowColours {
  readonly by: ColourBy;
  readonly code: Uint8Array;
  readonly legend: readonly LegendEntry[];
  readonly failed: number;
}

const FAILED: LegendEntry = { swatch: { error: true }, label: "failed" };
/** Hues of families in the order in which agents or models get them; grey is for the rest. */
const HUES = ["agent", "llm", "tool", "retriever", "memory", "guard", "rank"] as const;
const RAMP_STEPS = 4;
const FAINTEST = 1;
const NONE = 2;
const FAMILY_BY_CODE = Uint8Array.from(SPAN_KINDS, (kind) => KIND_FAMILIES.indexOf(familyOf(kind)));

/** Gives each row its colour, in O(n): red where it failed, else by what the reader chose. */
export function colourRows(structure: TraceStructure, by: ColourBy): RowColours {
  const { table } = structure;
  switch (by) {
    case "kind":
      return finish(
        structure,
        by,
        KIND_FAMILIES.map((family) => ({ swatch: { family }, label: family })),
        (row) => FAMILY_BY_CODE[table.kind[row] ?? 0] ?? 0,
      );
    case "agent":
      return byName(structure, by, table.agent, "no agent");
    case "model":
      return byName(structure, by, table.model, "no model");
    case "cost":
      return byAmount(structure, by, (row) => table.costUsd[row] ?? Number.NaN, formatCost, "no cost known");
    case "latency":
      return byAmount(
        structure,
        by,
        (row) => (structure.isCall[row] === 1 ? (table.durationNs[row] ?? Number.NaN) : Number.NaN),
        formatDuration,
        "no call",
      );
  }
}

function finish(
  structure: TraceStructure,
  by: ColourBy,
  legend: readonly LegendEntry[],
  codeAt: (row: number) => number,
): RowColours {
  const code = new Uint8Array(structure.rowCount);
  for (let row = 0; row < code.length; row++) code[row] = codeAt(row);
  for (const row of structure.errorRows) code[row] = legend.length;
  return { by, code, legend: [...legend, FAILED], failed: legend.length };
}

/** The names that most rows have get a hue each. */
function byName(structure: TraceStructure, by: ColourBy, column: DictionaryColumn, none: string): RowColours {
  const counts = new Uint32Array(column.values.length);
  for (const entry of column.index) if (entry !== NO_ENTRY) counts[entry] = (counts[entry] ?? 0) + 1;
  const named = [...counts.keys()]
    .filter((entry) => (counts[entry] ?? 0) > 0)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const shown = named.slice(0, named.length > HUES.length ? HUES.length - 1 : HUES.length);
  const legend: LegendEntry[] = shown.map((entry, place) => ({
    swatch: { family: HUES[place] ?? "chain" },
    label: column.values[entry] ?? "",
  }));
  const places = new Uint8Array(column.values.length).fill(shown.length);
  shown.forEach((entry, place) => (places[entry] = place));
  const others = named.length - shown.length;
  if (others > 0) legend.push({ swatch: { step: 3 }, label: `${others} others` });
  const noneCode = legend.length;
  legend.push({ swatch: { step: NONE }, label: none });
  return finish(structure, by, legend, (row) => {
    const entry = column.index[row] ?? NO_ENTRY;
    return entry === NO_ENTRY ? noneCode : (places[entry] ?? noneCode);
  });
}

/** Four steps of grey of equally many rows each, light for the least. */
function byAmount(
  structure: TraceStructure,
  by: ColourBy,
  amountAt: (row: number) => number,
  format: (amount: number) => string,
  none: string,
): RowColours {
  const amounts = new Float64Array(structure.rowCount);
  let count = 0;
  for (let row = 0; row < structure.rowCount; row++) {
    const amount = amountAt(row);
    if (amount > 0) amounts[count++] = amount;
  }
  const sorted = amounts.subarray(0, count).sort();
  const bounds: number[] = [];
  for (let step = 1; step < RAMP_STEPS; step++) {
    const bound = sorted[Math.floor((count * step) / RAMP_STEPS)];
    if (bound !== undefined && bound > (bounds.at(-1) ?? sorted[0] ?? 0)) bounds.push(bound);
  }
  const stepOf = (place: number) =>
    bounds.length === 0 ? FAINTEST + RAMP_STEPS : FAINTEST + Math.round(1 + ((RAMP_STEPS - 1) * place) / bounds.length);
  const legend: LegendEntry[] = [{ swatch: { step: FAINTEST }, label: none }];
  if (count > 0) {
    for (let place = 0; place <= bounds.length; place++) {
      const from = format(bounds[place - 1] ?? sorted[0] ?? 0);
      legend.push({ swatch: { step: stepOf(place) }, label: place === 0 ? `from ${from}` : `${from} and more` });
    }
  }
  return finish(structure, by, legend, (row) => {
    const amount = amountAt(row);
    if (!(amount > 0)) return 0;
    let place = 0;
    while (place < bounds.length && amount >= (bounds[place] ?? 0)) place++;
    return place + 1;
  });
}

/** The colours of a legend as a canvas takes them. */
export function swatchColours(colours: RowColours, palette: Palette): string[] {
  return colours.legend.map(({ swatch }) => {
    if ("error" in swatch) return palette.error;
    if ("family" in swatch) return palette.kind[swatch.family];
    return palette.ramp[swatch.step] ?? palette.dataStrong;
  });
}
