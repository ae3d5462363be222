import { useState } from "react";
import { formatCounted } from "../lib/format.js";
import styles from "./FoldedPart.module.css";
import { Icon } from "./Icon.js";
import { beginsImage, imageSource } from "./image-source.js";
import type { Preview } from "./read-text.js";
import { useWholeText } from "./use-whole-text.js";

export interface MediaViewProps {
  readonly preview: Preview;
  /** What it is: "image", or audio, video or a file. */
  readonly kind: string;
  readonly name?: string | null;
}

/** Pictures up to this long are drawn at once; longer ones on demand. */
const AT_ONCE = 400_000;
const MOST = 24_000_000;

/** A picture that is in the trace itself. What is elsewhere is named and never loaded. */
export function MediaView({ preview, kind, name = null }: MediaViewProps) {
  const [asked, setAsked] = useState(false);
  const isImage = kind === "image" && beginsImage(preview.text);
  const wanted = isImage && (preview.length <= AT_ONCE || asked) && preview.length <= MOST;
  const whole = useWholeText(preview, wanted);
  const source = wanted && whole.state === "ready" ? imageSource(whole.text) : null;
  if (source !== null)
    return <img className={styles.image} src={source} alt={name ?? "From the trace"} decoding="async" />;
  const isElsewhere = kind === "image" && !isImage;
  return (
    <span className={styles.media}>
      <Icon name="file" size={12} />
      <span title={preview.text.slice(0, 200)}>
        {kind}
        {name === null ? "" : `: ${name}`}
        {isElsewhere
          ? `, not in the trace: ${preview.text.slice(0, 120)}`
          : `, ${formatCounted(preview.length, "character")}`}
      </span>
      {isImage && !asked && preview.length > AT_ONCE && preview.length <= MOST ? (
        <button type="button" className={styles.link} onClick={() => setAsked(true)}>
          Show
        </button>
      ) : null}
      {whole.state === "failed" ? <span role="alert">{whole.message}</span> : null}
    </span>
  );
}
