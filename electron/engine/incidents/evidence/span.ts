import type { Message, SpanOverview } from "../../../../shared/contract/spans.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { BodyOf, Excerpt } from "../../../../shared/model/incident.js";
import type { Session } from "../../db/session.js";
import { getSpan } from "../../queries/span-get.js";
import { spanMessages } from "../../queries/span-messages.js";
import { cut, excerptOf, headingFrom } from "./excerpts.js";

/** Parts that are shown of what came in, and of what went out. */
const MOST_EACH = 3;
const NAME_LENGTH = 2_000;
const ERROR_LENGTH = 20_000;

/** A span with what came into it and what came out. */
export async function spanEvidence(
  session: Session,
  traceId: TraceId,
  spanId: SpanId,
): Promise<{ heading: string; body: BodyOf<"span"> }> {
  const span = await getSpan(session, traceId, spanId);
  const messages = span.counts.messages === 0 ? [] : (await spanMessages(session, traceId, spanId)).messages;
  const error = span.statusMessage?.text ?? span.errorType;
  return {
    heading: headingOf(span),
    body: {
      type: "span",
      traceId,
      spanId,
      name: cut(span.name, NAME_LENGTH),
      kind: span.kind,
      status: span.status,
      agent: cut(span.agent, 300),
      model: cut(span.model, 300),
      startMs: span.startNs === null ? null : Number(BigInt(span.startNs) / 1000n) / 1000,
      offsetMs: span.startNs === null ? null : span.offsetNs / 1e6,
      durationMs: span.durationNs === null ? null : span.durationNs / 1e6,
      error: span.status === "error" ? cut(error, ERROR_LENGTH) : null,
      excerpts: messages.length === 0 ? ownExcerpts(span) : messageExcerpts(messages, span),
    },
  };
}

/** "researcher, search": who, and what it did. */
function headingOf({ agent, tool, name }: SpanOverview): string {
  const what = tool ?? name;
  return headingFrom(agent === null || agent === what ? what : `${agent}, ${what}`, 300) || "Span";
}

/** What went in and came out where no messages are told: arguments and result of a tool, question and answer of an agent. */
function ownExcerpts({ kind, tool, agent, name, input, output }: SpanOverview): Excerpt[] {
  const isTool = kind === "tool";
  const speaker = tool ?? (kind === "agent" ? (agent ?? name) : name);
  return [
    excerptOf(isTool ? "tool call" : "input", isTool ? agent : null, input),
    excerptOf(isTool ? "tool result" : "output", speaker, output),
  ].filter((excerpt) => excerpt !== null);
}

/**
 * The last messages that came in, the ones that were not said before alone where there are such, and the first that went out. What
 * the system says is left out where something else came in.
 */
function messageExcerpts(messages: readonly Message[], span: SpanOverview): Excerpt[] {
  const came = messages.filter((message) => message.direction === "input");
  const said = came.filter((message) => message.role !== "system");
  const fresh = (said.length > 0 ? said : came).filter((message) => message.isNew);
  const chosen = fresh.length > 0 ? fresh : said.length > 0 ? said : came;
  const incoming = chosen.flatMap((message) => partsOf(message, span)).slice(-MOST_EACH);
  const outgoing = messages.filter((message) => message.direction === "output");
  return [...incoming, ...outgoing.flatMap((message) => partsOf(message, span)).slice(0, MOST_EACH)];
}

const PARTS: Readonly<Record<string, string>> = {
  reasoning: "reasoning",
  tool_call: "tool call",
  tool_result: "tool result",
};

function partsOf(message: Message, span: SpanOverview): Excerpt[] {
  const isOut = message.direction === "output";
  return message.parts.flatMap((part) => {
    const name = PARTS[part.type] ?? (isOut ? "output message" : "input message");
    const own = isOut ? (span.agent ?? message.role) : message.role;
    return excerptOf(name, part.name ?? message.name ?? own, part.content) ?? [];
  });
}
