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
  const { data, error } = useEngineQuery("redaction.options", {}, { keepPrevious: true });
  const { mutateAsync } = useEngineCommand("change.apply");
  const [draft, setDraft] = useState<RedactionOptions | null>(null);
  /** Changes that are under way, and what was known when the last of them was made. */
  const [saving, setSaving] = useState(0);
  const knownAtSave = useRef(data);
  // What the engine says after the last change takes the place of what was shown in advance.
  useEffect(() => {
    if (saving === 0 && data !== knownAtSave.current) setDraft(null);
  }, [data, saving]);

  const keep = async (options: RedactionOptions): Promise<void> => {
    knownAtSave.current = data;
    setDraft(options);
    setSaving((count) => count + 1);
    try {
      await mutateAsync({ change: { command: "redaction.set", options } });
    } catch (failed) {
      setDraft(null);
      showAlert({ tone: "error", title: "The redaction was not changed", ...failureOf(failed) });
    }
    setSaving((count) => count - 1);
  };
  return { options: draft ?? data, failure: error, save: (options) => void keep(options) };
}
