import { useMemo } from "react";
import type { TextPreview } from "../../../../shared/contract/spans.js";
import { useTextSlices } from "../../../data/engine.js";
import { TextView } from "../../../ui/TextView.js";
import { useHighlight } from "../highlight.js";

export interface PreviewTextProps {
  readonly preview: TextPreview;
  readonly label: string;
  readonly markdown?: boolean;
  readonly openLevels?: number;
}

/** A text of the trace, in the form that suits it, read on from the engine where only its beginning is here. */
export function PreviewText({ preview, label, markdown = false, openLevels }: PreviewTextProps) {
  const read = useTextSlices();
  const highlight = useHighlight();
  const { hash } = preview;
  const loadSlice = useMemo(
    () => (hash === null ? undefined : (offset: number, length: number) => read(hash, offset, length)),
    [hash, read],
  );
  return (
    <TextView
      text={preview.text}
      length={preview.length}
      format={preview.format}
      loadSlice={loadSlice}
      markdown={markdown}
      highlight={highlight}
      label={label}
      {...(openLevels === undefined ? {} : { openLevels })}
    />
  );
}
