import { readColumns } from "../db/column-reader.js";
import { parseSources } from "../db/meaning-sources.js";
import type { Session } from "../db/session.js";
import { SPAN_KINDS, type SpanKind } from "../../../shared/model/kind.js";
import type { Profile } from "../analysis/network/run.js";

/** Ids that frameworks make up for each run would be a profile each, and name nothing. */
const node = (column: string): string =>
  `CASE WHEN length(${column}) < 16 OR NOT regexp_full_match(${column}, '[0-9a-f-]+') THEN ${column} END`;

/** What the network's rules look at, of a row `s` of `span`; the same for most spans of a program. */
const PARTS: Readonly<Record<string, string>> = {
  kind: "s.kind",
  name: `CASE WHEN s.parent < 0 OR s.kind IN ('agent', 'retriever', 'reranker', 'memory', 'guardrail', 'evaluator', 'handoff', 'message')
    OR (s.kind = 'tool' AND s.tool IS NULL) OR (s.kind IN ('other', 'chain') AND s.graph_node = 'tools')
    OR (s.name LIKE 'a2a%' OR s.name IN ('SendMessage', 'SendStreamingMessage', 'message/send', 'message/stream')) THEN s.name END`,
  agent: "s.agent",
  tool: "CASE WHEN s.kind IN ('tool', 'retriever', 'reranker') THEN s.tool END",
  model: "CASE WHEN s.kind IN ('llm', 'embedding', 'reranker') THEN s.model END",
  store: "CASE WHEN s.kind IN ('retriever', 'memory') THEN s.knowledge_base END",
  service: "s.service",
  scope: "s.scope",
  handoff_from: "s.handoff_from",
  handoff_to: "s.handoff_to",
  graph_node: node("s.graph_node"),
  graph_parent: node("s.graph_parent"),
  meaning: "s.meaning",
};
const COLUMNS = Object.keys(PARTS);

/** A condition that joins a row `s` of `span` to its row `p` of `stage_profile`. */
export const SAME_PROFILE = COLUMNS.map((column) => `${PARTS[column] ?? ""} IS NOT DISTINCT FROM p.${column}`).join(
  " AND ",
);

/** Makes `stage_profile` of the staged traces' spans, and of those of `stage_other`; returns its rows by their `id`. */
export async function readProfiles(session: Session, withOthers: boolean): Promise<Profile[]> {
  const traces = `SELECT trace FROM stage_trace${withOthers ? " UNION SELECT trace FROM stage_other" : ""}`;
  const parts = COLUMNS.map((column) => `${PARTS[column] ?? ""} AS ${column}`).join(", ");
  await session.run(`CREATE OR REPLACE TEMP TABLE stage_profile AS
    SELECT (row_number() OVER () - 1)::INTEGER AS id, * FROM (
      SELECT DISTINCT ${parts} FROM span s WHERE s.trace IN (${traces}))`);
  const columns = await readColumns(
    await session.result(
      `SELECT p.kind, m.sources, ${COLUMNS.slice(1, -1)
        .map((column) => `p.${column}`)
        .join(", ")} FROM stage_profile p LEFT JOIN meaning m ON m.id = p.meaning ORDER BY p.id`,
    ),
  );
  const kinds = columns.codes(0);
  const sources = new Map<string, Readonly<Record<string, string>>>();
  const sourcesAt = columns.texts(1).map((text) => {
    const known = text === null ? {} : (sources.get(text) ?? attributesOf(text));
    if (text !== null) sources.set(text, known);
    return known;
  });
  const texts = COLUMNS.slice(1, -1).map((_, place) => columns.texts(place + 2));
  return Array.from({ length: columns.rows }, (_, row) => {
    const [name, agent, tool, model, store, service, scope, from, to, graphNode, graphParent] = texts.map(
      (column) => column[row] ?? null,
    );
    return {
      kind: SPAN_KINDS[kinds[row] ?? 0] as SpanKind,
      name: name ?? null,
      agent: agent ?? null,
      tool: tool ?? null,
      model: model ?? null,
      store: store ?? null,
      service: service ?? null,
      scope: scope ?? null,
      handoffFrom: from ?? null,
      handoffTo: to ?? null,
      graphNode: graphNode ?? null,
      graphParent: graphParent ?? null,
      sources: sourcesAt[row] ?? {},
    };
  });
}

function attributesOf(sources: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from(parseSources(sources), ([field, { convention, attribute }]) => {
      // What stands inside of a `metadata` attribute is LangGraph's all the same.
      const isInside = convention === "langgraph" && !attribute.includes("langgraph");
      return [field, isInside ? `${attribute}.langgraph_${field === "graphNode" ? "node" : "triggers"}` : attribute];
    }),
  );
}
