import { useEffect, useState } from "react";
import { usePlatform } from "../data/platform-context.js";
import { Icon } from "../ui/Icon.js";
import styles from "./DropZone.module.css";
import { useStartImport } from "./use-app-commands.js";

/** Files can be dropped anywhere on the window. */
export function DropZone() {
  const platform = usePlatform();
  const start = useStartImport();
  const [over, setOver] = useState(false);

  useEffect(() => {
    // Entering a child fires before leaving its parent, so depth is counted.
    let depth = 0;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const hover = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!holdsFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      start(platform.dropFiles(event.dataTransfer));
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragover", hover);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragover", hover);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [platform, start]);

  if (!over) return null;
  return (
    <div className={styles.scrim}>
      <div className={styles.box}>
        <Icon name="open" />
        <div className={styles.title}>Drop to open</div>
        <div className={styles.hint}>The format is told from the content, not from the name.</div>
      </div>
    </div>
  );
}
