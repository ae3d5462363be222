import { useMemo } from "react";
import { useHighlight } from "./highlight-context.js";
import { useReadText, type Preview } from "./read-text.js";
import { TextPlace } from "./TextPlace.js";
import { TextView } from "./TextView.js";

export interface PreviewTextProps {
  readonly preview: Preview;
  readonly label: string;
  readonly markdown?: boolean;
  readonly openLevels?: number;
}

/** A text of the trace, in the form that suits it, read on from the engine where only its beginning is here. */
export function PreviewText({ preview, label, markdown = false, openLevels }: PreviewTextProps) {
  const read = useReadText();
  const highlight = useHighlight();
  const { hash } = preview;
  const loadSlice = useMemo(
    () =>
      hash === null || read === undefined ? undefined : (offset: number, length: number) => read(hash, offset, length),
    [hash, read],
  );
  return (
    <TextPlace preview={preview}>
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
    </TextPlace>
  );
}
