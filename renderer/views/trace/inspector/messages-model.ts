import type { Message } from "../../../../shared/contract/spans.js";

export type MessagePart = Message["parts"][number];

/** What is shown of a message part: itself, or a call and its result as one. */
export type Block =
  | { readonly type: "part"; readonly part: MessagePart }
  | { readonly type: "call"; readonly call: MessagePart | null; readonly result: MessagePart | null };

export interface ShownMessage {
  readonly key: string;
  readonly role: string;
  readonly name: string | null;
  /** "called a tool" and the like, where the message has no words of its own. */
  readonly did: string;
  readonly blocks: readonly Block[];
}

export interface MessageSections {
  readonly earlier: readonly Message[];
  /** Letters of the earlier messages together. */
  readonly earlierLength: number;
  readonly fresh: readonly ShownMessage[];
  readonly output: readonly ShownMessage[];
  readonly freshCount: number;
}

/** Parts the messages of a call: history that repeats, what is new, and what came out. */
export function sectionsOf(messages: readonly Message[]): MessageSections {
  const earlier = messages.filter((message) => message.direction === "input" && !message.isNew);
  const fresh = messages.filter((message) => message.direction === "input" && message.isNew);
  const output = messages.filter((message) => message.direction === "output");
  return {
    earlier,
    earlierLength: earlier.reduce(
      (sum, message) => sum + message.parts.reduce((inner, part) => inner + part.content.length, 0),
      0,
    ),
    fresh: shownMessages(fresh, messages),
    output: shownMessages(output, messages),
    freshCount: fresh.length,
  };
}

/** The names of tools by the ids of their calls. */
function callNames(messages: readonly Message[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const message of messages) {
    for (const part of message.parts) {
      if (part.type === "tool_call" && part.callId !== null && part.name !== null) names.set(part.callId, part.name);
    }
  }
  return names;
}

/**
 * Messages with each tool result moved to the call that asked for it; a message that only held such results goes. A result
 * whose call is elsewhere in `all` has the name that it was called by.
 */
export function shownMessages(messages: readonly Message[], all: readonly Message[] = messages): ShownMessage[] {
  const names = callNames(all);
  const results = new Map<string, MessagePart>();
  const calls = new Set<string>();
  for (const message of messages) {
    for (const part of message.parts) {
      if (part.callId === null) continue;
      if (part.type === "tool_result" && !results.has(part.callId)) results.set(part.callId, part);
      if (part.type === "tool_call") calls.add(part.callId);
    }
  }
  const taken = new Set<MessagePart>();
  const shown: ShownMessage[] = [];
  for (const message of messages) {
    const blocks: Block[] = [];
    for (const part of message.parts) {
      if (part.type === "tool_call") {
        const result = part.callId === null ? undefined : results.get(part.callId);
        if (result !== undefined) taken.add(result);
        blocks.push({ type: "call", call: part, result: result ?? null });
      } else if (part.type === "tool_result") {
        const own = part.callId !== null && calls.has(part.callId) && results.get(part.callId) === part;
        const name = part.name ?? (part.callId === null ? null : (names.get(part.callId) ?? null));
        if (!own && !taken.has(part)) blocks.push({ type: "call", call: null, result: { ...part, name } });
      } else if (part.content.length > 0 || part.type !== "text") blocks.push({ type: "part", part });
    }
    if (blocks.length === 0 && message.parts.length > 0) continue;
    shown.push({
      key: `${message.direction}-${message.position}`,
      role: message.role,
      name: message.name,
      did: whatItDid(blocks),
      blocks,
    });
  }
  return shown;
}

function whatItDid(blocks: readonly Block[]): string {
  const calls = blocks.filter((block) => block.type === "call" && block.call !== null).length;
  if (calls === 0 || calls < blocks.length) return "";
  return calls === 1 ? "called a tool" : `called ${calls} tools`;
}
