import type { DocumentSpan, ListedDocument, PromptedCall, RetrievalRun } from "../analysis/retrieval/run.js";
import { readColumns } from "../db/column-reader.js";
import type { Session } from "../db/session.js";
import { DIRECTIONS, DOCUMENT_ROLES, PART_TYPES } from "../db/tables.js";
import { SCORE_KINDS } from "../../../shared/model/retrieval.js";
import { SPAN_KINDS, type SpanKind } from "../../../shared/model/kind.js";

/** A call inside of one of these is none that answers: it ranks, grades, guards or searches. */
const INNER: ReadonlySet<SpanKind> = new Set(["retriever", "reranker", "embedding", "evaluator", "guardrail"]);
const PROMPT_PARTS: ReadonlySet<string> = new Set(["text", "tool_result", "other"]);

/** The traces that a condition on the column `trace` selects, each with what its documents' ways are found by. */
export async function readRuns(session: Session, where: string): Promise<Map<number, RetrievalRun>> {
  const lists = await readLists(session, where);
  const said = await readSaid(session, where);
  const columns = await readColumns(
    await session.result(`SELECT s.trace, s.preorder, s.parent, s.subtree_end, s.kind,
      (s.start_ns - min(s.start_ns) OVER ())::DOUBLE, (s.end_ns - min(s.start_ns) OVER ())::DOUBLE,
      s.query_text::DOUBLE, s.input_text::DOUBLE, s.output_text::DOUBLE
    FROM span s WHERE s.${where} ORDER BY s.trace, s.preorder`),
  );
  const [trace, row, parent, subtreeEnd] = [0, 1, 2, 3].map((column) => columns.integers(column));
  const kinds = columns.codes(4);
  const [start, end, query, input, output] = [5, 6, 7, 8, 9].map((column) => columns.doubles(column));
  const runs = new Map<number, { spans: DocumentSpan[]; calls: PromptedCall[] }>();
  let last = -1;
  let innerUntil = 0;
  for (let at = 0; at < columns.rows; at++) {
    const id = trace?.[at] ?? 0;
    if (id !== last) innerUntil = 0;
    last = id;
    const run = runs.get(id) ?? { spans: [], calls: [] };
    runs.set(id, run);
    const kind = SPAN_KINDS[kinds[at] ?? 0] ?? "other";
    const place = { row: row?.[at] ?? 0, subtreeEnd: subtreeEnd?.[at] ?? 0, startNs: start?.[at] ?? Number.NaN };
    const key = keyOf(id, place.row);
    const documents = lists.get(key);
    if (documents !== undefined || kind === "retriever") {
      run.spans.push({
        ...place,
        ...(documents ?? NO_LISTS),
        parent: parent?.[at] ?? -1,
        endNs: end?.[at] ?? Number.NaN,
        isRetriever: kind === "retriever",
        isReranker: kind === "reranker",
        query: numbered(query?.[at]),
      });
    }
    if (place.row >= innerUntil) {
      const call = callOf(place, kind, said.get(key), numbered(input?.[at]), numbered(output?.[at]));
      if (call !== null) run.calls.push(call);
      if (INNER.has(kind)) innerUntil = place.subtreeEnd;
    }
  }
  return runs;
}

interface Said {
  readonly prompts: Set<number>;
  readonly answers: Set<number>;
  callsTools: boolean;
}

/** A call with a prompt: of a model, or of whoever was given messages. */
function callOf(
  place: Pick<PromptedCall, "row" | "subtreeEnd" | "startNs">,
  kind: SpanKind,
  said: Said | undefined,
  input: number | null,
  output: number | null,
): PromptedCall | null {
  const isModel = kind === "llm";
  const prompts = said === undefined || said.prompts.size === 0 ? (isModel ? listOf(input) : []) : [...said.prompts];
  if (prompts.length === 0 || INNER.has(kind)) return null;
  const callsTools = said?.callsTools ?? false;
  const spoken = said === undefined ? [] : [...said.answers];
  return {
    ...place,
    prompts,
    answers: spoken.length === 0 && isModel && !callsTools ? listOf(output) : spoken,
    callsTools,
  };
}

function listOf(text: number | null): number[] {
  return text === null ? [] : [text];
}

type Lists = Pick<DocumentSpan, "retrieved" | "remembered" | "rerankerInput" | "rerankerOutput">;
const NO_LISTS: Lists = { retrieved: [], remembered: [], rerankerInput: [], rerankerOutput: [] };
/** Which list a document is in, by the code of its role. */
const LIST_OF_ROLE = {
  retrieved: "retrieved",
  reranker_input: "rerankerInput",
  reranker_output: "rerankerOutput",
  memory: "remembered",
} as const;

async function readLists(session: Session, where: string): Promise<Map<string, Lists>> {
  const columns = await readColumns(
    await session.result(`SELECT trace, preorder, role, rank, document_id, score::DOUBLE, score_kind, text::DOUBLE
    FROM document WHERE ${where} ORDER BY trace, preorder, role, rank`),
  );
  const [trace, row, rank] = [0, 1, 3].map((column) => columns.integers(column));
  const [role, scoreKind] = [columns.codes(2), columns.codes(6)];
  const [score, text] = [columns.doubles(5), columns.doubles(7)];
  const ids = columns.texts(4);
  const found = new Map<string, Record<keyof Lists, ListedDocument[]>>();
  for (let at = 0; at < columns.rows; at++) {
    const key = keyOf(trace?.[at] ?? 0, row?.[at] ?? 0);
    const lists = found.get(key) ?? { retrieved: [], remembered: [], rerankerInput: [], rerankerOutput: [] };
    found.set(key, lists);
    lists[LIST_OF_ROLE[DOCUMENT_ROLES[role[at] ?? 0] ?? "retrieved"]].push({
      rank: rank?.[at] ?? 0,
      id: ids[at] ?? null,
      text: numbered(text[at]),
      score: numbered(score[at]),
      scoreKind: SCORE_KINDS[scoreKind[at] ?? 0] ?? "unknown",
    });
  }
  return found;
}

/** What calls were given and what they said, by the numbers of texts. */
async function readSaid(session: Session, where: string): Promise<Map<string, Said>> {
  const columns = await readColumns(
    await session.result(`SELECT trace, preorder, direction, type, text::DOUBLE FROM message
    WHERE ${where} AND (text IS NOT NULL OR type = 'tool_call') ORDER BY trace, preorder, direction, position, part`),
  );
  const [trace, row] = [0, 1].map((column) => columns.integers(column));
  const [direction, type] = [columns.codes(2), columns.codes(3)];
  const text = columns.doubles(4);
  const found = new Map<string, Said>();
  for (let at = 0; at < columns.rows; at++) {
    const key = keyOf(trace?.[at] ?? 0, row?.[at] ?? 0);
    const said = found.get(key) ?? { prompts: new Set<number>(), answers: new Set<number>(), callsTools: false };
    found.set(key, said);
    const part = PART_TYPES[type[at] ?? 0] ?? "other";
    const id = numbered(text[at]);
    if (DIRECTIONS[direction[at] ?? 0] === "output") {
      if (part === "tool_call") said.callsTools = true;
      else if (part === "text" && id !== null) said.answers.add(id);
    } else if (PROMPT_PARTS.has(part) && id !== null) {
      said.prompts.add(id);
    }
  }
  return found;
}

function keyOf(trace: number, row: number): string {
  return `${trace} ${row}`;
}

function numbered(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
