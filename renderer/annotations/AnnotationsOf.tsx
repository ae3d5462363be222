import type { Annotation } from "../../shared/contract/annotations.js";
import type { AnnotationAbout } from "../../shared/model/own-annotation.js";
import { useEngineQuery } from "../data/engine.js";
import { formatNumber } from "../lib/format.js";
import { ErrorPanel } from "../ui/ErrorPanel.js";
import { Skeleton } from "../ui/Skeleton.js";
import { ElsewhereCard } from "./ElsewhereCard.js";
import { FileCard } from "./FileCard.js";
import { isAbout, saidElsewhere, type SaidGroup } from "./model.js";
import styles from "./said.module.css";
import { SaidOf } from "./SaidOf.js";

/** What all that is said can be listed of. */
type ListedPlace = Extract<AnnotationAbout, { readonly target: "span" | "trace" | "conversation" }>;

export interface AnnotationsOfProps {
  readonly about: ListedPlace;
  /** Grows with each wish for a new note. */
  readonly compose?: number;
  /** What a span is called, where it is listed beside the thing itself. */
  readonly nameOf?: ((spanId: string) => string | undefined) | undefined;
  /** Goes to a span of the trace or conversation. */
  readonly onGo?: ((traceId: string, spanId: string) => void) | undefined;
}

const MOST_FROM_FILES = 100;

/** All that is said of a span, of a trace or of a conversation, and of what is in it: by readers, then by files. */
export function AnnotationsOf({ about, compose = 0, nameOf, onGo }: AnnotationsOfProps) {
  const within = about.target !== "span";
  const query = useEngineQuery("annotation.list", { about, within, limit: 1000 }, { keepPrevious: true });
  if (query.isError) {
    return (
      <ErrorPanel
        title="The notes could not be read"
        failure={query.error.toData()}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data === undefined) return <Skeleton label="Loading the notes" rows={3} rowHeightPx={28} />;
  const { annotations, total } = query.data;
  const own = annotations.filter(({ source }) => source === null);
  const files = annotations.filter(({ source }) => source !== null);
  // While what is said of another thing is still shown, this one's box must not open on it.
  const key = JSON.stringify(about);
  return (
    <div className={styles.said}>
      <SaidOf key={key} about={about} annotations={own} compose={compose} />
      <Elsewhere groups={saidElsewhere(own, about)} about={about} nameOf={nameOf} onGo={onGo} />
      <FromFiles
        annotations={[...files.filter((one) => isAbout(one, about)), ...files.filter((one) => !isAbout(one, about))]}
        rest={total - annotations.length}
        about={about}
        nameOf={nameOf}
        onGo={onGo}
      />
    </div>
  );
}

const ELSEWHERE = {
  span: "On its texts, its documents and its trace",
  trace: "In this trace",
  conversation: "In this conversation",
} as const;

interface ElsewhereProps extends Pick<AnnotationsOfProps, "about" | "nameOf" | "onGo"> {
  readonly groups: readonly SaidGroup[];
}

function Elsewhere({ groups, about, nameOf, onGo }: ElsewhereProps) {
  if (groups.length === 0) return null;
  return (
    <section className={styles.section} aria-label={ELSEWHERE[about.target]}>
      <h3>{ELSEWHERE[about.target]}</h3>
      {groups.map((group) => {
        const spanId = "spanId" in group.about ? group.about.spanId : undefined;
        const { traceId } = group.about;
        return (
          <ElsewhereCard
            key={group.key}
            group={group}
            name={about.target === "span" || spanId === undefined ? undefined : nameOf?.(spanId)}
            onGo={onGo === undefined || spanId === undefined ? undefined : () => onGo(traceId, spanId)}
          />
        );
      })}
    </section>
  );
}

interface FromFilesProps extends Pick<AnnotationsOfProps, "about" | "nameOf" | "onGo"> {
  readonly annotations: readonly Annotation[];
  /** How many more there are. */
  readonly rest: number;
}

function FromFiles({ annotations, rest, about, nameOf, onGo }: FromFilesProps) {
  if (annotations.length === 0) return null;
  const hidden = annotations.length - MOST_FROM_FILES + rest;
  return (
    <section className={styles.section} aria-label="From files">
      <h3>From files</h3>
      {annotations.slice(0, MOST_FROM_FILES).map((annotation) => {
        const { spanId, traceId } = annotation;
        const inside = about.target !== "span" && spanId !== null;
        return (
          <FileCard
            key={annotation.id}
            annotation={annotation}
            name={inside ? nameOf?.(spanId) : undefined}
            onGo={inside && onGo !== undefined ? () => onGo(traceId, spanId) : undefined}
          />
        );
      })}
      {hidden > 0 ? <p className={styles.more}>{formatNumber(hidden)} more, at their spans.</p> : null}
    </section>
  );
}
