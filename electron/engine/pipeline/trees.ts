import type { TreeInput } from "../analysis/tree.js";
import { readColumns } from "../db/column-reader.js";
import { ColumnWriter } from "../db/column-writer.js";
import type { Session } from "../db/session.js";
import { recordsOf, type TracePage, tracesOf } from "./trace-pages.js";
import { TreeOutput } from "./tree-output.js";

/** Spans after which other work gets its turn. */
const TURN_SPANS = 5000;

/**
 * Makes the table `stage_tree`: where each staged span stands in its trace. Rows of a trace are read in order of start;
 * each trace becomes a tree, whose rows are written back in preorder.
 */
export async function buildTrees(session: Session, pages: readonly TracePage[]): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE stage_tree (
    trace INTEGER, preorder INTEGER, subtree_end INTEGER, depth INTEGER, parent INTEGER, record BIGINT,
    self_ns DOUBLE, flags UTINYINT, counted UTINYINT, agent_record BIGINT, conversation_record BIGINT, user_record BIGINT)`);
  const output = new TreeOutput(new ColumnWriter(await session.appender("stage_tree", "temp")));
  for (const page of pages) await buildPage(session, output, page);
  output.close();
}

async function buildPage(session: Session, output: TreeOutput, page: TracePage): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE stage_order AS
    SELECT t.trace, s.record, s.span_id, s.parent_span_id,
      (row_number() OVER (PARTITION BY t.trace ORDER BY s.start_ns NULLS LAST, s.record) - 1)::INTEGER AS place,
      (s.start_ns - t.start_ns)::DOUBLE AS start_offset, (s.end_ns - t.start_ns)::DOUBLE AS end_offset, s.kind,
      (s.agent IS NOT NULL)::UTINYINT AS has_agent, (s.conversation IS NOT NULL)::UTINYINT AS has_conversation,
      (s.user_id IS NOT NULL)::UTINYINT AS has_user,
      (coalesce(s.input_tokens, s.output_tokens, s.cost_usd) IS NOT NULL)::UTINYINT AS has_usage
    FROM stage_span s JOIN stage_trace t USING (trace_id)
    WHERE ${tracesOf(page, "t.trace")} AND ${recordsOf(page, "s.record")}`);
  const result = await session.stream(`
    SELECT o.trace, o.record::DOUBLE,
      (CASE WHEN o.parent_span_id IS NULL THEN -1 WHEN p.place IS NULL OR p.record = o.record THEN -2 ELSE p.place END)::INTEGER,
      o.start_offset, o.end_offset, o.kind, o.has_agent, o.has_conversation, o.has_user, o.has_usage
    FROM stage_order o LEFT JOIN stage_order p ON p.trace = o.trace AND p.span_id = o.parent_span_id
    ORDER BY o.trace, o.place`);
  const columns = await readColumns(result);
  const traces = columns.integers(0);
  const records = columns.doubles(1);
  const parent = columns.integers(2);
  const startNs = columns.doubles(3);
  const endNs = columns.doubles(4);
  const kind = columns.codes(5);
  const [hasAgent, hasConversation, hasUser, hasUsage] = [6, 7, 8, 9].map((column) => columns.codes(column)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  let from = 0;
  let sincePause = 0;
  while (from < columns.rows) {
    const trace = traces[from] ?? 0;
    let to = from + 1;
    while (to < columns.rows && traces[to] === trace) to++;
    const input: TreeInput = {
      rows: to - from,
      parent: parent.subarray(from, to),
      startNs: startNs.subarray(from, to),
      endNs: endNs.subarray(from, to),
      kind: kind.subarray(from, to),
      hasAgent: hasAgent.subarray(from, to),
      hasConversation: hasConversation.subarray(from, to),
      hasUser: hasUser.subarray(from, to),
      hasUsage: hasUsage.subarray(from, to),
    };
    output.add(trace, records.subarray(from, to), input);
    sincePause += to - from;
    from = to;
    if (sincePause > TURN_SPANS) {
      sincePause = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
