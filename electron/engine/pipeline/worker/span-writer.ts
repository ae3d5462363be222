import type { AttributeValue, SpanFacts } from "../../../../shared/model/facts.js";
import { SPAN_KINDS } from "../../../../shared/model/kind.js";
import type { MeaningDocument, MeaningMessage, MeaningPart } from "../../../../shared/model/meaning.js";
import { SCORE_KINDS } from "../../../../shared/model/retrieval.js";
import type { Meaning } from "../../conventions/meaning-builder.js";
import { ownerOf } from "../../conventions/registry.js";
import { HOLE_MIN_LENGTH } from "../../importers/json/literal.js";
import { BatchBuilder } from "../batch.js";
import { DOCUMENT_ROLES, PART_TYPES, type StageTable, USE_PARTS, type STAGE_TABLES } from "../../db/tables.js";
import { detailOf, onOneLine } from "./detail.js";
import { evaluationsOf } from "./evaluations.js";
import type { TextInterner } from "./interner.js";
import type { Interpreter, PricedMeaning } from "./interpreter.js";
import type { MeaningIndex } from "./meaning-index.js";

type Builders = { readonly [Table in StageTable]: BatchBuilder<(typeof STAGE_TABLES)[Table]> };

/** What of a span does not come from its facts. */
export interface SpanPlace {
  readonly record: number;
  readonly source: number;
  readonly hash: readonly [number, number];
}

const ERROR_EXCERPT_LENGTH = 160;
const OPENING_LENGTH = 200;

/** Interprets spans and writes them to the stage: the span itself and what hangs on it. */
export class SpanWriter {
  readonly builders: Builders;
  readonly #interner: TextInterner;
  readonly #meanings: MeaningIndex;
  readonly #interpreter: Interpreter;
  /** Texts of the span at hand that have been noted as used, each with its part. */
  readonly #noted = new Set<number>();
  readonly #partTexts = new WeakMap<MeaningPart, number>();
  #opening: { readonly content: string; readonly words: string } = { content: "", words: "" };

  constructor(interner: TextInterner, meanings: MeaningIndex, interpreter: Interpreter) {
    this.#interner = interner;
    this.#meanings = meanings;
    this.#interpreter = interpreter;
    this.builders = {
      span: new BatchBuilder("span"),
      message: new BatchBuilder("message"),
      document: new BatchBuilder("document"),
      embedding: new BatchBuilder("embedding"),
      event: new BatchBuilder("event"),
      link: new BatchBuilder("link"),
      evaluation: new BatchBuilder("evaluation"),
      use: new BatchBuilder("use"),
    };
  }

  write(facts: SpanFacts, place: SpanPlace): Meaning {
    const meaning = this.#interpreter.interpret(facts);
    const { scalars, lists } = meaning;
    this.#noted.clear();
    const inputs = lists.inputMessages ?? [];
    const outputs = lists.outputMessages ?? [];
    const messages = this.#messages(place.record, inputs, "input") + this.#messages(place.record, outputs, "output");
    const documents = this.#documents(place.record, lists.documents ?? []);
    this.#embeddings(place.record, meaning);
    this.#events(place.record, facts);
    this.#links(place.record, facts);
    this.#evaluations(place.record, facts.name, meaning);
    const texts = this.#texts(place.record, meaning, inputs.length > 0, outputs.length > 0, facts);
    this.#span(facts, place, meaning, texts, messages, documents);
    return { ...meaning, scalars };
  }

  #span(
    facts: SpanFacts,
    place: SpanPlace,
    meaning: PricedMeaning,
    texts: SpanTexts,
    messages: number,
    documents: number,
  ): void {
    const { scalars } = meaning;
    const columns = this.builders.span.columns;
    columns.record.number(place.record);
    columns.source.number(place.source);
    columns.record_hash.halves(place.hash[0], place.hash[1]);
    columns.trace_id.text(facts.traceId);
    columns.span_id.text(facts.spanId);
    columns.parent_span_id.text(facts.parentSpanId);
    columns.name.text(facts.name);
    columns.kind.number(SPAN_KINDS.indexOf(scalars.kind ?? "other"));
    columns.status.number(scalars.failed === true && facts.statusCode !== 1 ? 2 : facts.statusCode);
    columns.otel_kind.number(facts.otelKind);
    columns.start_ns.bigint(facts.startNs);
    columns.end_ns.bigint(facts.endNs);
    columns.agent.text(scalars.agent);
    columns.tool.text(scalars.tool);
    columns.tool_call_id.text(scalars.toolCallId);
    columns.model.text(scalars.model ?? scalars.requestModel);
    columns.provider.text(scalars.provider);
    columns.conversation.text(scalars.conversation);
    columns.user_id.text(scalars.user);
    columns.service.text(stringOf(facts.resource.get("service.name")));
    columns.scope.text(facts.scopeName);
    columns.operation.text(scalars.memoryOperation);
    columns.input_tokens.number(scalars.inputTokens);
    columns.output_tokens.number(scalars.outputTokens);
    columns.cache_read_tokens.number(scalars.cacheReadTokens);
    columns.cache_write_tokens.number(scalars.cacheWriteTokens);
    columns.reasoning_tokens.number(scalars.reasoningTokens);
    columns.cost_usd.number(meaning.costUsd);
    columns.time_to_first_token_ns.number(scalars.timeToFirstTokenNs);
    columns.finish_reason.text(scalars.finishReason);
    columns.response_id.text(scalars.responseId);
    columns.error_type.text(scalars.errorType);
    columns.error_text.number(texts.error);
    columns.input_text.number(texts.input);
    columns.output_text.number(texts.output);
    columns.query_text.number(texts.query);
    columns.tools_text.number(texts.tools);
    columns.knowledge_base.text(scalars.knowledgeBase ?? scalars.memoryStore);
    columns.top_k.number(wholeNumber(scalars.topK));
    columns.handoff_from.text(scalars.handoffFrom);
    columns.handoff_to.text(scalars.handoffTo);
    columns.graph_node.text(scalars.graphNode);
    columns.graph_parent.text(scalars.graphParent);
    columns.detail.text(detailOf(scalars, documents));
    columns.opening.text(this.#openingOf(meaning.lists.inputMessages ?? []));
    columns.error_excerpt.text(texts.errorText?.slice(0, ERROR_EXCERPT_LENGTH).toWellFormed());
    columns.meaning.number(this.#meanings.idOf(meaning.sources));
    columns.messages.number(messages);
    columns.documents.number(documents);
    columns.attributes.number(facts.attributes.size);
    columns.cost_from.number(meaning.costFrom);
    this.builders.span.endRow();
  }

  /** The first words of a user in some messages, on one line. Calls of one run begin alike, so the last answer is kept. */
  #openingOf(messages: readonly MeaningMessage[]): string | null {
    for (const message of messages) {
      if (message.role !== "user") continue;
      const part = message.parts.find((candidate) => candidate.type === "text" && candidate.content.trim() !== "");
      if (part === undefined) continue;
      if (part.content !== this.#opening.content) {
        const line = onOneLine(part.content.slice(0, OPENING_LENGTH * 2));
        this.#opening = { content: part.content, words: line.slice(0, OPENING_LENGTH).toWellFormed() };
      }
      return this.#opening.words;
    }
    return null;
  }

  #messages(record: number, messages: readonly MeaningMessage[], direction: "input" | "output"): number {
    const columns = this.builders.message.columns;
    messages.forEach((message, position) => {
      message.parts.forEach((part, index) => {
        const text = this.#textOf(part);
        columns.record.number(record);
        columns.direction.number(direction === "input" ? 0 : 1);
        columns.position.number(position);
        columns.part.number(index);
        columns.role.text(message.role);
        columns.name.text(message.name);
        columns.type.number(PART_TYPES.indexOf(part.type));
        columns.tool.text(part.name);
        columns.call_id.text(part.callId);
        columns.finish_reason.text(message.finishReason);
        columns.text.number(text);
        this.builders.message.endRow();
        this.#use(record, text, usePartOf(part, direction), position, message.role);
      });
    });
    return messages.length;
  }

  /** The number of a part's text. Parts of a history come again as they are, so what was found out once is kept. */
  #textOf(part: MeaningPart): number {
    const known = this.#partTexts.get(part);
    if (known !== undefined) return known;
    const text = this.#interner.intern(part.content);
    if (this.#interner.holesOf(text).length === 0) this.#partTexts.set(part, text);
    return text;
  }

  #documents(record: number, documents: readonly MeaningDocument[]): number {
    const columns = this.builders.document.columns;
    for (const document of documents) {
      const text = document.content === null ? null : this.#interner.intern(document.content);
      columns.record.number(record);
      columns.role.number(DOCUMENT_ROLES.indexOf(document.role));
      columns.rank.number(document.rank);
      columns.document_id.text(document.id);
      columns.score.number(document.score);
      columns.score_kind.number(SCORE_KINDS.indexOf(document.scoreKind));
      columns.text.number(text);
      columns.metadata.number(document.metadata === null ? null : this.#interner.intern(document.metadata));
      this.builders.document.endRow();
      if (text !== null) this.#use(record, text, "document", document.rank, null);
    }
    return documents.length;
  }

  #embeddings(record: number, meaning: Meaning): void {
    const columns = this.builders.embedding.columns;
    (meaning.lists.embeddings ?? []).forEach((embedding, position) => {
      const text = embedding.text === null ? null : this.#interner.intern(embedding.text);
      columns.record.number(record);
      columns.position.number(position);
      columns.model.text(meaning.scalars.embeddingModel ?? meaning.scalars.model);
      columns.dimensions.number(embedding.vector?.length ?? wholeNumber(meaning.scalars.embeddingDimensions));
      columns.text.number(text);
      columns.vector.floats(embedding.vector);
      this.builders.embedding.endRow();
      if (text !== null) this.#use(record, text, "query", position, null);
    });
  }

  #events(record: number, facts: SpanFacts): void {
    const columns = this.builders.event.columns;
    facts.events.forEach((event, position) => {
      columns.record.number(record);
      columns.position.number(position);
      columns.at_ns.bigint(event.timeNs);
      columns.name.text(event.name);
      this.builders.event.endRow();
    });
  }

  #links(record: number, facts: SpanFacts): void {
    const columns = this.builders.link.columns;
    facts.links.forEach((link, position) => {
      columns.record.number(record);
      columns.position.number(position);
      columns.linked_trace_id.text(link.traceId);
      columns.linked_span_id.text(link.spanId);
      this.builders.link.endRow();
    });
  }

  /** What the span says of itself or of others; of a guardrail or an evaluator without scores, its verdict. */
  #evaluations(record: number, name: string, meaning: Meaning): void {
    const columns = this.builders.evaluation.columns;
    evaluationsOf(name, meaning).forEach((evaluation, position) => {
      const text = this.#scalarText(evaluation.explanation);
      columns.record.number(record);
      columns.position.number(position);
      columns.name.text(evaluation.name.toWellFormed());
      columns.label.text(evaluation.label?.toWellFormed());
      columns.score.number(evaluation.score);
      columns.text.number(text);
      columns.annotator.text(evaluation.by?.toWellFormed());
      this.builders.evaluation.endRow();
      if (text !== null) this.#use(record, text, "attribute", position, null);
    });
  }

  /** The texts that a span points at itself, and where they count as said. What stands in messages is not said twice. */
  #texts(record: number, meaning: Meaning, hasInputs: boolean, hasOutputs: boolean, facts: SpanFacts): SpanTexts {
    const { scalars } = meaning;
    const input = this.#scalarText(scalars.toolArguments ?? scalars.input);
    const output = this.#scalarText(scalars.toolResult ?? scalars.output);
    const query = this.#scalarText(scalars.retrievalQuery);
    const errorText = scalars.errorMessage ?? facts.statusMessage;
    const error = this.#scalarText(errorText);
    const tools = this.#scalarText(scalars.toolDefinitions);
    if (input !== null && !hasInputs) {
      this.#use(record, input, scalars.toolArguments === undefined ? "input" : "tool call", 0, null);
    }
    if (output !== null && !hasOutputs) {
      this.#use(record, output, scalars.toolResult === undefined ? "output" : "tool result", 0, null);
    }
    if (query !== null) this.#use(record, query, "query", 0, null);
    if (error !== null) this.#use(record, error, "error", 0, null);
    if (tools !== null) this.#use(record, tools, "tool definitions", 0, null);
    let position = 0;
    for (const [key, value] of facts.attributes) {
      if (typeof value === "string" && value.length >= HOLE_MIN_LENGTH && ownerOf(key) === null) {
        this.#use(record, this.#interner.intern(value), "attribute", position, key);
      }
      position++;
    }
    return { input, output, query, error, tools, errorText: errorText ?? null };
  }

  #scalarText(value: string | null | undefined): number | null {
    return value === null || value === undefined || value === "" ? null : this.#interner.intern(value);
  }

  #use(record: number, text: number, part: (typeof USE_PARTS)[number], position: number, role: string | null): void {
    const partCode = USE_PARTS.indexOf(part);
    const key = text * USE_PARTS.length + partCode;
    if (this.#noted.has(key)) return;
    this.#noted.add(key);
    const columns = this.builders.use.columns;
    columns.record.number(record);
    columns.text.number(text);
    columns.part.number(partCode);
    columns.position.number(position);
    columns.role.text(role);
    this.builders.use.endRow();
    // What stands in the holes of an opened text is said there too.
    for (const hole of this.#interner.holesOf(text)) this.#use(record, hole, part, position, role);
  }
}

interface SpanTexts {
  readonly input: number | null;
  readonly output: number | null;
  readonly query: number | null;
  readonly error: number | null;
  readonly tools: number | null;
  readonly errorText: string | null;
}

function usePartOf(part: MeaningPart, direction: "input" | "output"): (typeof USE_PARTS)[number] {
  if (part.type === "reasoning") return "reasoning";
  if (part.type === "tool_call") return "tool call";
  if (part.type === "tool_result") return "tool result";
  return direction === "input" ? "input message" : "output message";
}

function stringOf(value: AttributeValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function wholeNumber(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : Math.min(Math.round(value), 2_147_483_647);
}
