import { useState } from "react";
import type { WorkspaceInfo } from "../../shared/contract/workspace.js";
import { usePlatform } from "../data/platform-context.js";
import { Button } from "../ui/Button.js";
import { Icon } from "../ui/Icon.js";
import styles from "./ConnectionBanner.module.css";

const WHY: Readonly<Record<NonNullable<WorkspaceInfo["readOnly"]>, string>> = {
  asked: "This workspace is open for reading only. Nothing in it can be changed, and nothing can be imported.",
  file: "This workspace is only read: its file may not be written to. Notes and imports need a copy of it.",
  folder: "This workspace is only read: nothing can be written to its folder. Notes and imports need a copy of it.",
};

/** Says that the workspace is only read, or that it was brought up from an older Skein when it was opened. */
export function WorkspaceBanner({ info }: { readonly info: WorkspaceInfo }) {
  const { readOnly, upgraded } = info;
  if (readOnly !== null) return <ReadOnly why={readOnly} />;
  return upgraded === null ? null : <Upgraded key={upgraded.copy} copy={upgraded.copy} />;
}

function ReadOnly({ why }: { readonly why: NonNullable<WorkspaceInfo["readOnly"]> }) {
  const { workspace } = usePlatform();
  return (
    <div role="status" className={styles.banner}>
      <Icon name="info" size={14} />
      <span>{WHY[why]}</span>
      {workspace === null ? null : why === "asked" ? (
        <Button onClick={() => void workspace.allowChanges()}>Allow changes</Button>
      ) : (
        <Button onClick={() => void workspace.saveAs()}>Save a copy…</Button>
      )}
    </div>
  );
}

function Upgraded({ copy }: { readonly copy: string }) {
  const [open, setOpen] = useState(true);
  return open ? (
    <div role="status" className={styles.banner}>
      <Icon name="info" size={14} />
      <span>
        This workspace was made by an older Skein and was brought up. As it was before, it is kept beside it as {copy}.
      </span>
      <Button onClick={() => setOpen(false)}>Dismiss</Button>
    </div>
  ) : null;
}
