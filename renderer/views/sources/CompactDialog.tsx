import { useRef, useState } from "react";
import type { CompactProgress } from "../../../shared/contract/workspace.js";
import { failureOf, useEngine } from "../../data/engine.js";
import { formatBytes } from "../../lib/format.js";
import { showAlert } from "../../state/alerts.js";
import { Button } from "../../ui/Button.js";
import { Dialog } from "../../ui/Dialog.js";
import { Progress } from "../../ui/Progress.js";

type Step = Extract<CompactProgress, { type: "progress" }>;

const PHASES: Readonly<Record<Step["phase"], string>> = {
  copying: "The workspace is being written anew. Everything else waits until then.",
  checking: "The new file is being compared with the old one.",
};

/** Writes the workspace's file anew, without the space of what is gone. */
export function CompactDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { client } = useEngine();
  const [step, setStep] = useState<Step | null>(null);
  const ended = useRef<AbortController | null>(null);
  const compact = async (): Promise<void> => {
    const controller = new AbortController();
    ended.current = controller;
    setStep({ type: "progress", phase: "copying", share: 0 });
    try {
      for await (const event of client.subscribe("workspace.compact", {}, controller.signal)) {
        if (event.type === "progress") setStep(event);
        else {
          const sizes = `It has ${formatBytes(event.bytesAfter)} now, and had ${formatBytes(event.bytesBefore)}.`;
          showAlert({ tone: "notice", title: "The workspace was compacted", message: sizes });
        }
      }
    } catch (error) {
      const failure = failureOf(error);
      const cancelled = failure.code === "CANCELLED";
      const title = cancelled ? "Compacting was cancelled" : "The workspace was not compacted";
      showAlert({ tone: cancelled ? "notice" : "error", title, ...failure });
    }
    setStep(null);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={() => (step === null ? onClose() : undefined)}
      title="Compact the workspace?"
      actions={
        step === null ? (
          <>
            <Button onClick={onClose}>Not now</Button>
            <Button look="primary" onClick={() => void compact()}>
              Compact
            </Button>
          </>
        ) : (
          <Button onClick={() => ended.current?.abort()}>Cancel</Button>
        )
      }
    >
      {step === null ? (
        <p>
          Its file is written anew, without the space that removed sources and changes left behind. Nothing else
          changes. That takes a while, and free space of the workspace&apos;s size. Skein does it by itself when nothing
          runs and a quarter of the file is unused.
        </p>
      ) : (
        <>
          <p>{PHASES[step.phase]}</p>
          <Progress label="Compact" value={step.share} />
        </>
      )}
    </Dialog>
  );
}
