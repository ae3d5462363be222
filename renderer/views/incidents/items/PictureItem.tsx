import { useEffect, useState } from "react";
import type { BodyOf } from "../../../../shared/model/incident.js";
import { classes } from "../../../lib/classes.js";
import { Dialog } from "../../../ui/Dialog.js";
import styles from "./items.module.css";

interface PictureItemProps {
  readonly body: BodyOf<"picture">;
  readonly heading: string;
}

/** A kept drawing. As an image nothing in it can run or load anything, whoever made it. */
export function PictureItem({ body, heading }: PictureItemProps) {
  const [url, setUrl] = useState<string | null>(null);
  const [large, setLarge] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([body.svg], { type: "image/svg+xml" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [body.svg]);
  return (
    <div className={styles.figure} style={{ aspectRatio: `${body.widthPx} / ${body.heightPx}` }}>
      {url === null ? null : (
        <button type="button" className={styles.enlarge} title="Show it large" onClick={() => setLarge(true)}>
          <img className={styles.picture} src={url} alt={heading} width={body.widthPx} height={body.heightPx} />
        </button>
      )}
      {large && url !== null ? (
        <Dialog open full title={heading} onClose={() => setLarge(false)}>
          <img
            className={classes(styles.picture, styles.large)}
            src={url}
            alt={heading}
            width={body.widthPx}
            height={body.heightPx}
          />
        </Dialog>
      ) : null}
    </div>
  );
}
