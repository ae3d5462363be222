import type { ItemHead } from "../../../../shared/contract/incidents.js";
import type { ItemBody } from "../../../../shared/model/incident.js";
import { ErrorPanel, type Failure } from "../../../ui/ErrorPanel.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import { ComparisonItem } from "./ComparisonItem.js";
import { NoteItem } from "./NoteItem.js";
import { PictureItem } from "./PictureItem.js";
import { RetrievalItem } from "./RetrievalItem.js";
import { SearchItem } from "./SearchItem.js";
import { SpanItem } from "./SpanItem.js";
import { TraceItem } from "./TraceItem.js";

interface ItemBodyViewProps {
  readonly item: ItemHead;
  readonly body: ItemBody | undefined;
  readonly failure: Failure | null;
  readonly onRetry: () => void;
  readonly onCountAgain: (() => void) | null;
  /** A note that was just made is to be written. */
  readonly editing: boolean;
}

/** What a piece of evidence shows, as the report will show it. */
export function ItemBodyView({ item, body, failure, onRetry, onCountAgain, editing }: ItemBodyViewProps) {
  if (failure !== null)
    return <ErrorPanel title="This evidence could not be read" failure={failure} onRetry={onRetry} />;
  if (body === undefined) return <Skeleton label={`Reading ${item.heading}`} rows={2} rowHeightPx={20} />;
  switch (body.type) {
    case "span":
      return <SpanItem body={body} />;
    case "trace":
      return <TraceItem body={body} />;
    case "picture":
      return <PictureItem body={body} heading={item.heading} />;
    case "search":
      return <SearchItem body={body} onCountAgain={onCountAgain} />;
    case "retrieval":
      return <RetrievalItem body={body} />;
    case "comparison":
      return <ComparisonItem body={body} />;
    case "note":
      return <NoteItem item={item} body={body} editing={editing} />;
  }
}
