import type { Handlers } from "../../../shared/contract/handlers.js";
import type { spansContract } from "../../../shared/contract/spans.js";
import { contextWindow } from "../prices/context-window.js";
import { spanContext } from "../queries/context/span-context.js";
import { spanDocuments } from "../queries/span-documents.js";
import { getSpan, spanAttributes, spanRaw } from "../queries/span-get.js";
import { listSpans } from "../queries/span-list.js";
import { spanMessages } from "../queries/span-messages.js";
import { readText } from "../queries/text-read.js";
import type { Workspace } from "./open-workspace.js";

export function spansHandlers({ database }: Workspace): Handlers<typeof spansContract> {
  return {
    "span.list": (input, { signal }) => database.read((session) => listSpans(session, input), signal),
    "span.get": (input, { signal }) =>
      database.read((session) => getSpan(session, input.traceId, input.spanId), signal),
    "span.messages": (input, { signal }) =>
      database.read((session) => spanMessages(session, input.traceId, input.spanId), signal),
    "span.context": (input, { signal }) =>
      database.read(async (session) => {
        const { provider, ...context } = await spanContext(session, input.traceId, input.spanId);
        return { ...context, window: context.model === null ? null : contextWindow(provider, context.model) };
      }, signal),
    "span.documents": (input, { signal }) =>
      database.read((session) => spanDocuments(session, input.traceId, input.spanId), signal),
    "span.attributes": (input, { signal }) =>
      database.read((session) => spanAttributes(session, input.traceId, input.spanId), signal),
    "span.raw": (input, { signal }) =>
      database.read((session) => spanRaw(session, input.traceId, input.spanId), signal),
    "text.read": (input, { signal }) =>
      database.read((session) => readText(session, input.hash, input.offset, input.length), signal),
  };
}
