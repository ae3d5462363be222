import { memo } from "react";
import type { TranscriptEntry } from "../../../../shared/contract/traces.js";
import { AnnotationMark } from "../../../annotations/AnnotationMark.js";
import { formatCounted, formatDuration, formatNumber } from "../../../lib/format.js";
import { CallCard } from "../../../ui/CallCard.js";
import { ClampedText } from "../../../ui/ClampedText.js";
import { FoldedPart } from "../../../ui/FoldedPart.js";
import { Icon } from "../../../ui/Icon.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import { MediaView } from "../../../ui/MediaView.js";
import { PreviewText } from "../../../ui/PreviewText.js";
import { ToolDefinitions } from "../../../ui/ToolDefinitions.js";
import { Utterance, UtteranceHead } from "../../../ui/Utterance.js";
import { failedAt, kindAt, saidAt } from "../structure.js";
import { timeOf } from "./clock.js";
import { addresseeOf, roleOf, rowOf, type Script, speakerOf, subjectOf, typeOf } from "./outline.js";
import type { Item } from "./reading.js";
import styles from "./transcript.module.css";

export interface SaidBlockProps {
  readonly script: Script;
  readonly item: Exclude<Item, { readonly type: "group" }>;
  /** The words of what was said, or of the request and of the result of a call; undefined while they are on their way. */
  readonly said: TranscriptEntry | undefined;
  readonly result: TranscriptEntry | undefined;
  readonly isSelected: boolean;
  readonly onSelect: (row: number) => void;
}

const SHOWN_LINES = 6;

/** One block: what was said, or a call with its result. */
export const SaidBlock = memo(function SaidBlock({ script, item, said, result, isSelected, onSelect }: SaidBlockProps) {
  const { entry } = item;
  const row = rowOf(script, entry);
  const atNs = script.outline.atNs[entry] ?? 0;
  return (
    <Utterance
      {...timeOf(script, atNs)}
      icon={<SpeakerIcon script={script} entry={entry} />}
      selected={isSelected}
      onSelect={() => onSelect(row)}
      span={`${script.traceId}/${script.structure.table.spanId[row] ?? ""}`}
    >
      {item.type === "call" ? (
        <CallBody
          script={script}
          entry={entry}
          call={item.call}
          result={item.result}
          request={item.call < 0 ? null : said}
          answer={item.result < 0 ? null : result}
        />
      ) : (
        <SaidBody script={script} entry={entry} said={said} />
      )}
    </Utterance>
  );
});

interface EntryProps {
  readonly script: Script;
  readonly entry: number;
}

function SpeakerIcon({ script, entry }: EntryProps) {
  const [type, role] = [typeOf(script, entry), roleOf(script, entry)];
  const isAgent = script.agents.has(speakerOf(script, entry));
  if (type === "instructions") return <Icon name="file" size={14} />;
  if (type === "tools") return <KindIcon kind="tool" />;
  if (role === "user" && !isAgent) return <Icon name="user" size={14} />;
  if (isAgent && (type === "message" || type === "handoff" || type === "reasoning")) return <KindIcon kind="agent" />;
  const row = rowOf(script, entry);
  return <KindIcon kind={kindAt(script.structure, row)} failed={failedAt(script.structure, row)} />;
}

const SIDE_WORDS: Readonly<Partial<Record<TranscriptEntry["type"], string>>> = {
  reasoning: "reasoning",
  documents: "documents",
  handoff: "hand-off",
  memory: "memory",
  verdict: "verdict",
};

/** What stands at the right of a heading: the kind of thing said, else what the call that said it took. */
function sideOf(script: Script, entry: number): string {
  const words = SIDE_WORDS[typeOf(script, entry)];
  if (words !== undefined) return words;
  const row = rowOf(script, entry);
  const { table } = script.structure;
  const [input, output] = [table.inputTokens[row] ?? Number.NaN, table.outputTokens[row] ?? Number.NaN];
  if (roleOf(script, entry) !== "assistant" || kindAt(script.structure, row) !== "llm" || Number.isNaN(input))
    return "";
  return Number.isNaN(output)
    ? formatCounted(input, "token")
    : `${formatNumber(input)} → ${formatCounted(output, "token")}`;
}

/** The right end of a heading: how much is said of the span, and a few words. */
function Side({ script, entry, words }: EntryProps & { readonly words: string }) {
  return (
    <>
      <AnnotationMark {...saidAt(script.structure, rowOf(script, entry))} className={styles.notes} />
      {words}
    </>
  );
}

function Waiting() {
  return <div className={styles.waiting} aria-hidden="true" />;
}

function SaidBody({ script, entry, said }: EntryProps & { readonly said: TranscriptEntry | undefined }) {
  const type = typeOf(script, entry);
  const speaker = speakerOf(script, entry);
  const head = (
    <UtteranceHead
      speaker={speaker}
      addressee={addresseeOf(script, entry)}
      side={<Side script={script} entry={entry} words={sideOf(script, entry)} />}
    />
  );
  if (said === undefined) {
    return (
      <>
        {head}
        <Waiting />
      </>
    );
  }
  if (type === "instructions") {
    return (
      <FoldedPart title={`Instructions for ${addresseeOf(script, entry) ?? "the model"}`} length={said.length}>
        <PreviewText preview={said} label="Instructions" markdown />
      </FoldedPart>
    );
  }
  if (type === "tools") return <ToolDefinitions preview={said} title={`Tools of ${speaker}`} />;
  return (
    <>
      {head}
      {type === "error" ? (
        <div className={styles.failure}>
          <Icon name="error" size={14} />
          <span>
            {subjectOf(script, entry)}: {said.text}
          </span>
        </div>
      ) : type === "image" || type === "media" ? (
        <MediaView preview={said} kind={type === "image" ? "image" : "media"} />
      ) : said.text === "" ? null : (
        <div className={type === "reasoning" ? styles.quiet : undefined}>
          <ClampedText
            preview={said}
            label={`What ${speaker} said`}
            lines={SHOWN_LINES}
            markdown={said.format === "text"}
          />
        </div>
      )}
    </>
  );
}

interface CallBodyProps extends EntryProps {
  /** Entries of the request and of the result; -1 for none. */
  readonly call: number;
  readonly result: number;
  /** Their words: null for none, undefined while they are on their way. */
  readonly request: TranscriptEntry | null | undefined;
  readonly answer: TranscriptEntry | null | undefined;
}

function CallBody({ script, entry, call, result, request, answer }: CallBodyProps) {
  const { structure } = script;
  const row = rowOf(script, entry);
  const kind = kindAt(structure, row);
  const ofModel = kind === "llm" || kind === "agent";
  const durationNs = structure.table.durationNs[row] ?? Number.NaN;
  const name = !ofModel
    ? subjectOf(script, entry)
    : call < 0
      ? speakerOf(script, entry)
      : (addresseeOf(script, call) ?? speakerOf(script, entry));
  const failed = failedAt(structure, row) || (result >= 0 && failedAt(structure, rowOf(script, result)));
  return (
    <>
      <UtteranceHead
        speaker={speakerOf(script, entry)}
        addressee={addresseeOf(script, entry)}
        side={
          <Side
            script={script}
            entry={entry}
            words={ofModel || Number.isNaN(durationNs) ? "" : formatDuration(durationNs)}
          />
        }
      />
      {request === undefined || answer === undefined ? (
        <Waiting />
      ) : (
        <CallCard name={name} kind={ofModel ? "tool" : kind} request={request} result={answer} failed={failed} />
      )}
    </>
  );
}
