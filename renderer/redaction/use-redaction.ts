import { useEffect, useRef, useState } from "react";
import type { RedactionOptions } from "../../shared/model/redaction.js";
import { failureOf, useEngineCommand, useEngineQuery } from "../data/engine.js";
import { showAlert } from "../state/alerts.js";

export interface Redaction {
  /** Undefined until they are known. */
  readonly options: RedactionOptions | undefined;
  readonly failure: Error | null;
  /** Shown at once, kept as a change that can be undone. */
  readonly save: (next: RedactionOptions) => void;
}

/** What is taken out of what leaves this workspace. */
export function useRedaction(): Redaction {
  const asked = useEngineQuery("redaction.options", {}, { keepPrevious: true });
  const change = useEngineCommand("change.apply");
  const [draft, setDraft] = useState<RedactionOptions | null>(null);
  const saving = useRef(0);
  // The engine's answer to the last change takes the place of what was shown in advance.
  useEffect(() => {
    if (saving.current === 0) setDraft(null);
  }, [asked.data]);
  const save = (options: RedactionOptions): void => {
    setDraft(options);
    saving.current += 1;
    change.mutate(
      { change: { command: "redaction.set", options } },
      {
        onSettled: () => (saving.current -= 1),
        onError: (error) => {
          setDraft(null);
          showAlert({ tone: "error", title: "The redaction was not changed", ...failureOf(error) });
        },
      },
    );
  };
  return { options: draft ?? asked.data, failure: asked.error, save };
}
