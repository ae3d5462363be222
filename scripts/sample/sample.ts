import { playHandbook } from "./handbook.js";
import { SeededIds } from "./ids.js";
import { toLines } from "./lines.js";
import { PolicyIndex } from "./policy-index.js";
import { Recorder } from "./recorder.js";
import type { ExportedSpan } from "./recorder.js";
import type { World } from "./run.js";
import { playComparison, playIndexBuild, playStubborn, playWeekly } from "./special-runs.js";
import { DELIVERY } from "./stories/delivery.js";
import { MONEY } from "./stories/money.js";
import { OTHERS } from "./stories/others.js";
import { RETURNS } from "./stories/returns.js";
import { playConversation } from "./support-run.js";

export interface Sample {
  /** The file: one OTLP JSON document a line. */
  readonly bytes: Uint8Array;
  readonly spans: readonly ExportedSpan[];
  readonly lines: number;
}

/** Plays all stories and lays them out as one file. Each call gives the same bytes. */
export function buildSample(): Sample {
  const ids = new SeededIds("skein sample");
  const world: World = { recorder: new Recorder(ids), ids, index: new PolicyIndex() };
  playIndexBuild(world);
  for (const conversation of [...RETURNS, ...MONEY, ...DELIVERY, ...OTHERS]) playConversation(world, conversation);
  playComparison(world);
  playWeekly(world);
  playStubborn(world);
  playHandbook(world);
  const spans = world.recorder.finish();
  const lines = [...toLines(spans)];
  const newline = new Uint8Array([10]);
  return { bytes: Buffer.concat(lines.flatMap((line) => [line, newline])), spans, lines: lines.length };
}
