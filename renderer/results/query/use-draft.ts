import { useState } from "react";

/** What stands in a box, changed by who types and by the address: back, forward and links change the box. */
export function useDraft(committed: string): readonly [string, (draft: string) => void] {
  const [draft, setDraft] = useState(committed);
  const [seen, setSeen] = useState(committed);
  if (seen !== committed) {
    setSeen(committed);
    setDraft(committed);
  }
  return [draft, setDraft];
}
