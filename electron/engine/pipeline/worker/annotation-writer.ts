import type { AnnotationFacts } from "../../../../shared/model/annotation.js";
import type { DIRECT_TABLES } from "../../db/tables.js";
import { BatchBuilder } from "../batch.js";

/** What of an annotation does not come from its facts. */
export interface AnnotationPlace {
  readonly record: number;
  readonly source: number;
  /** Id of the importer. */
  readonly format: string;
}

/** Makes rows of what a record of a file says about spans and traces. */
export class AnnotationWriter {
  readonly builder = new BatchBuilder<(typeof DIRECT_TABLES)["annotation"]>("annotation");

  write(list: readonly AnnotationFacts[], place: AnnotationPlace): void {
    const columns = this.builder.columns;
    list.forEach((facts, index) => {
      columns.id.text(`${place.record}.${index}`);
      columns.kind.text(facts.kind ?? "evaluation");
      columns.origin.text(wellFormed(facts.origin ?? place.format));
      columns.source.number(place.source);
      columns.record.number(place.record);
      columns.target.text(facts.target);
      columns.trace_id.text(facts.traceId);
      columns.span_id.text(facts.spanId);
      columns.position.number(facts.position);
      columns.name.text(wellFormed(facts.name));
      columns.label.text(wellFormed(facts.label));
      columns.score.number(facts.score);
      columns.text.text(wellFormed(facts.explanation));
      columns.annotator_kind.text(facts.annotatorKind);
      columns.annotator.text(wellFormed(facts.annotator));
      columns.metadata.text(facts.metadata === null ? null : wellFormed(JSON.stringify(facts.metadata)));
      columns.created_at_ms.number(facts.atMs);
      columns.changed_at_ms.number(facts.atMs);
      const { passage } = facts;
      if (passage !== null) {
        columns.text_hash.hash(Buffer.from(passage.hash, "hex").toString("latin1"));
        columns.text_offset.number(passage.offset);
        columns.quote.text(wellFormed(passage.quote));
      }
      this.builder.endRow();
    });
  }
}

function wellFormed(text: string | null): string | null {
  return text?.toWellFormed() ?? null;
}
