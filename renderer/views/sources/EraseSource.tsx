import { useRef, useState } from "react";
import type { EraseProgress, SourceRow } from "../../../shared/contract/sources.js";
import { failureOf, useEngine } from "../../data/engine.js";
import { formatBytes, formatCounted } from "../../lib/format.js";
import { showAlert } from "../../state/alerts.js";
import { navigate } from "../../state/navigation.js";
import { Button } from "../../ui/Button.js";
import { Dialog } from "../../ui/Dialog.js";
import { Progress } from "../../ui/Progress.js";

type Step = Extract<EraseProgress, { type: "progress" }>;

/** Removes a file and writes the workspace anew, so that nothing of the file is left on the disk. */
export function EraseSource({ source }: { readonly source: SourceRow }) {
  const { client } = useEngine();
  const [asking, setAsking] = useState(false);
  const [step, setStep] = useState<Step | null>(null);
  const ended = useRef<AbortController | null>(null);
  const erase = async (): Promise<void> => {
    const controller = new AbortController();
    ended.current = controller;
    setStep({ type: "progress", phase: "removing", share: null });
    try {
      for await (const event of client.subscribe("source.erase", { source: source.id }, controller.signal)) {
        if (event.type === "progress") setStep(event);
        else tellDone(source, event);
      }
      navigate({ page: "sources", source: undefined }, { replace: true });
    } catch (error) {
      const failure = failureOf(error);
      const title = failure.code === "CANCELLED" ? "Erasing was cancelled" : `${source.name} was not erased`;
      showAlert({ tone: failure.code === "CANCELLED" ? "notice" : "error", title, ...failure });
    }
    setStep(null);
    setAsking(false);
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>Remove and erase…</Button>
      <Dialog
        open={asking}
        onClose={() => (step === null ? setAsking(false) : undefined)}
        title={`Remove ${source.name} and erase it?`}
        actions={
          step === null ? (
            <>
              <Button onClick={() => setAsking(false)}>Keep it</Button>
              <Button look="primary" onClick={() => void erase()}>
                Remove and erase
              </Button>
            </>
          ) : (
            <Button onClick={() => ended.current?.abort()}>Cancel</Button>
          )
        }
      >
        {step === null ? (
          <p>
            Its {formatCounted(source.stored, "span")} leave this workspace, and the workspace&apos;s file is written
            anew without them, so that nothing of what they said is left in it. That takes a while, and free space of
            the workspace&apos;s size. The imported file itself is not touched. Your notes stay with their own words,
            and so does what you added to incidents; copies or backups of the workspace keep what they hold.
          </p>
        ) : (
          <>
            <p>{PHASES[step.phase]}</p>
            <Progress label="Erase" value={step.share} />
          </>
        )}
      </Dialog>
    </>
  );
}

const PHASES: Readonly<Record<Step["phase"], string>> = {
  removing: "The spans are being removed.",
  copying: "The workspace is being written anew. Everything else waits until then.",
  checking: "The new file is being compared with the old one.",
};

function tellDone(source: SourceRow, done: Extract<EraseProgress, { type: "done" }>): void {
  const kept = done.handedOn === 0 ? "" : `, ${formatCounted(done.handedOn, "span")} kept from other sources`;
  showAlert({
    tone: "notice",
    title: `${source.name} was removed and erased`,
    message: `${formatCounted(done.spans, "span")} gone${kept}. The workspace has ${formatBytes(done.bytesAfter)} now, and had ${formatBytes(done.bytesBefore)}.`,
  });
}
