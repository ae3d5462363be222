import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { Message, spansContract } from "../../../shared/contract/spans.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { Session } from "../db/session.js";
import { conventionLabel, sourcesOf } from "./span-get.js";
import { findSpan } from "./span-row.js";
import { inlinePreview, readPreviews } from "./text-preview.js";

type Answer = OutputOf<(typeof spansContract)["span.messages"]>;

interface PartRow {
  direction: "input" | "output";
  position: number;
  role: string;
  name: string | null;
  type: Message["parts"][number]["type"];
  tool: string | null;
  call_id: string | null;
  finish_reason: string | null;
  text: number | null;
  is_new: boolean;
}

/** The messages of a call, part by part, and which of them were not there in an earlier call. */
export async function spanMessages(session: Session, traceId: TraceId, spanId: SpanId): Promise<Answer> {
  const row = await findSpan(session, traceId, spanId);
  const parts = await session.rows<PartRow>(
    `SELECT m.direction, m.position, m.role, m.name, m.type, m.tool, m.call_id, m.finish_reason, m.text,
      coalesce((SELECT bool_or(u.is_new) FROM "use" u
        WHERE u.trace = m.trace AND u.preorder = m.preorder AND u.text = m.text), true) AS is_new
    FROM message m WHERE m.trace = $1::INTEGER AND m.preorder = $2::INTEGER ORDER BY m.direction, m.position, m.part`,
    [row.trace, row.preorder],
  );
  const previews = await readPreviews(session, [...parts.map((part) => part.text), row.tools_text]);
  const messages: Message[] = [];
  for (const part of parts) {
    let message = messages.at(-1);
    if (message === undefined || message.direction !== part.direction || message.position !== part.position) {
      message = {
        direction: part.direction,
        position: part.position,
        role: part.role,
        name: part.name,
        finishReason: part.finish_reason,
        isNew: false,
        parts: [],
      };
      messages.push(message);
    }
    message.isNew ||= part.is_new || part.direction === "output";
    message.parts.push({
      type: part.type,
      name: part.tool,
      callId: part.call_id,
      content: previews(part.text) ?? inlinePreview(""),
    });
  }
  const sources = await sourcesOf(session, row.meaning);
  return {
    messages,
    from: ["inputMessages", "outputMessages"]
      .map((list) => sources.get(list))
      .filter((source) => source !== undefined)
      .map((source) => ({ ...source, label: conventionLabel(source.convention) })),
    toolDefinitions: previews(row.tools_text),
    finishReason: row.finish_reason,
  };
}
