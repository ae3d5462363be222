import { TRANSCRIPT_TYPES, type TranscriptOutline } from "../../../../shared/contract/traces.js";
import type { DictionaryColumn } from "../../../../shared/model/columns.js";
import type { TraceId } from "../../../../shared/model/ids.js";
import { readColumns } from "../../db/column-reader.js";
import type { Session } from "../../db/session.js";
import { traceNumber } from "../trace-get.js";
import { ENTRIES_SQL } from "./entries-sql.js";

/** The order of a transcript, with what its texts are read by. */
export interface ReadOutline extends TranscriptOutline {
  /** Number of each entry's text; NaN where it has none. Never leaves the engine. */
  readonly text: Float64Array;
}

const TYPE_CODES = TRANSCRIPT_TYPES.map((type, code) => `WHEN '${type}' THEN ${code}`).join(" ");
/** A column of words as numbers in the order of the words. DuckDB numbers them many times faster than they are read. */
const numbered = (column: string): string => `(dense_rank() OVER (ORDER BY ${column} NULLS LAST) - 1)::INTEGER`;

/** All entries of a trace's transcript, in reading order: by time, then by place in the tree. Throws NOT_FOUND. */
export async function readOutline(session: Session, traceId: TraceId): Promise<ReadOutline> {
  const trace = await traceNumber(session, traceId);
  await session.run(`CREATE OR REPLACE TEMP TABLE transcript_entries AS ${ENTRIES_SQL}`, [trace]);
  try {
    const columns = await readColumns(
      await session.result(
        `SELECT preorder::INTEGER, coalesce(at_ns, 0)::DOUBLE, (CASE type ${TYPE_CODES} END)::UTINYINT, text::DOUBLE,
          ${numbered("speaker")}, ${numbered("role")}, ${numbered("addressee")}
        FROM transcript_entries ORDER BY n`,
      ),
    );
    const dictionary = async (name: string, at: number): Promise<DictionaryColumn> => {
      const rows = await session.rows<{ value: string }>(
        `SELECT DISTINCT ${name} AS value FROM transcript_entries WHERE ${name} IS NOT NULL ORDER BY ${name}`,
      );
      return { values: rows.map(({ value }) => value), index: Uint32Array.from(columns.integers(at)) };
    };
    return {
      row: Uint32Array.from(columns.integers(0)),
      atNs: columns.doubles(1),
      type: columns.codes(2),
      text: columns.doubles(3),
      speaker: await dictionary("speaker", 4),
      role: await dictionary("role", 5),
      addressee: await dictionary("addressee", 6),
    };
  } finally {
    await session.run("DROP TABLE IF EXISTS transcript_entries");
  }
}
