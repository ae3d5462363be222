import type { TraceExport } from "../../../shared/contract/export.js";
import { MOST_EXPORT_PREVIEWED, MOST_LOOKED_AT, type redactionContract } from "../../../shared/contract/redaction.js";
import type { OutputOf } from "../../../shared/contract/procedure.js";
import { readRedaction } from "../db/redaction-setting.js";
import type { Session } from "../db/session.js";
import { readRows } from "../queries/sql/read-rows.js";
import { toCell } from "../queries/sql/cells.js";
import { createRedactor, type Replacement } from "../redaction/redactor.js";
import { fieldsWithout, redactedSpanRows } from "./dropped-fields.js";
import { jsonLines } from "./jsonl-lines.js";
import { otlpLines, otlpReduction } from "./otlp-lines.js";
import { type ExportedSpan, readSpans } from "./read-spans.js";
import { redactedLines } from "./redacted-lines.js";
import { dropSelection, holdFilter, holdSelection, type Selection } from "./selection.js";
import { spanRowsSql } from "./span-rows.js";

export type ExportPreview = OutputOf<(typeof redactionContract)["redaction.export"]>;
type Found = ExportPreview["replacements"][number];
type Asked = Omit<TraceExport, "redact" | "file">;

/** A private key is shown by how it begins. */
const MOST_FOUND = 500;
/** Spans of a trace are looked at together up to so many characters. */
const MOST_TOGETHER = 500_000;

/** What an export would take out, as far as `MOST_LOOKED_AT` goes. Throws QUERY_SYNTAX, CANCELLED, INVALID_INPUT. */
export async function previewExport(session: Session, asked: Asked, signal: AbortSignal): Promise<ExportPreview> {
  const input: TraceExport = { ...asked, redact: true };
  const filter = await holdFilter(session, input);
  const collected = new Collected();
  try {
    if (input.format === "csv" || input.format === "parquet") {
      const selection = await holdSelection(session, filter, input);
      return await previewTable(session, input, selection, collected, signal);
    }
    await session.run("BEGIN TRANSACTION");
    try {
      const selection = await holdSelection(session, filter, input);
      return await previewLines(session, input, selection, collected, signal);
    } finally {
      await session.run("ROLLBACK").catch(() => undefined);
    }
  } finally {
    await dropSelection(session).catch(() => undefined);
  }
}

async function previewLines(
  session: Session,
  input: TraceExport,
  selection: Selection,
  collected: Collected,
  signal: AbortSignal,
): Promise<ExportPreview> {
  const options = await readRedaction(session);
  const redactor = createRedactor(options, collected.add);
  const redacted = redactedLines(options, redactor);
  const without = await fieldsWithout(session, options);
  const isOtlp = input.format === "otlp";
  if (isOtlp && input.reduce !== undefined)
    await redacted.line(otlpReduction(selection, { ...input, reduce: input.reduce }));
  let spans = 0;
  let characters = 0;
  const isEnough = (): boolean => spans >= MOST_LOOKED_AT.spans || characters >= MOST_LOOKED_AT.characters;
  for await (const page of readSpans(session, input.annotations)) {
    for (const group of isOtlp ? tracesOf(page) : page.map((span) => [span])) {
      if (isEnough()) break;
      const [first] = group;
      if (first === undefined) continue;
      collected.at = { traceId: first.facts.traceId, spanId: isOtlp ? null : first.facts.spanId } as Found["at"];
      for (const line of isOtlp ? otlpLines(group) : await jsonLines(session, group, without)) {
        await redacted.line(line);
        characters += line.length;
        signal.throwIfAborted();
      }
      spans += group.length;
    }
    if (isEnough()) break;
  }
  const { counts, dropped } = redacted.done();
  return { counts, dropped, replacements: collected.list, spans, totalSpans: selection.spans };
}

/** Spans of one trace that stand beside each other. */
function tracesOf(page: readonly ExportedSpan[]): ExportedSpan[][] {
  const groups: ExportedSpan[][] = [];
  let characters = 0;
  for (const span of page) {
    const last = groups.at(-1);
    if (last?.[0]?.trace === span.trace && characters < MOST_TOGETHER) last.push(span);
    else {
      groups.push([span]);
      characters = 0;
    }
    characters += span.record.text.length;
  }
  return groups;
}

async function previewTable(
  session: Session,
  input: TraceExport,
  selection: Selection,
  collected: Collected,
  signal: AbortSignal,
): Promise<ExportPreview> {
  const rows = await redactedSpanRows(session, collected.add);
  let spans = 0;
  let columns = 0;
  await readRows(
    session,
    spanRowsSql(input.annotations),
    {
      begin(told) {
        columns = told.length;
        rows.begin(told);
      },
      async take(chunk) {
        const vectors = Array.from({ length: columns }, (_, index) => chunk.getColumnVector(index));
        for (let row = 0; row < chunk.rowCount && spans < MOST_LOOKED_AT.spans; row++) {
          const cells = vectors.map((vector) => toCell(vector.getItem(row)));
          collected.at = { traceId: cells[0], spanId: cells[1] } as Found["at"];
          rows.row(cells);
          await rows.check();
          spans += 1;
        }
        return spans < MOST_LOOKED_AT.spans;
      },
    },
    signal,
  );
  const { counts, dropped } = rows.done();
  return { counts, dropped, replacements: collected.list, spans, totalSpans: selection.spans };
}

/** Replacements, each once with how often it is there. */
class Collected {
  readonly #byWords = new Map<string, { -readonly [Name in keyof Found]: Found[Name] }>();
  at: Found["at"] = null;

  readonly add = (replacement: Replacement): void => {
    const { rule, found, before, after, key } = replacement;
    const words = JSON.stringify([rule, key, before, found, after]);
    const known = this.#byWords.get(words);
    if (known !== undefined) known.times += 1;
    else if (this.#byWords.size < MOST_EXPORT_PREVIEWED) {
      this.#byWords.set(words, { ...replacement, found: found.slice(0, MOST_FOUND), times: 1, at: this.at });
    }
  };

  get list(): Found[] {
    return [...this.#byWords.values()];
  }
}
