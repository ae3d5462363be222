/** A text that is kept while it is typed: what the workspace has, what stands in the field, what was sent and has not come back yet. */
export interface KeptText {
  readonly kept: string;
  /** Null while the field shows what is kept. */
  readonly draft: string | null;
  /** Oldest first. */
  readonly sent: readonly string[];
}

export function keptText(kept: string): KeptText {
  return { kept, draft: null, sent: [] };
}

export function typed(text: KeptText, draft: string): KeptText {
  return { ...text, draft };
}

/** What the workspace has, or is about to have. */
function known({ kept, sent }: KeptText): string {
  return sent.at(-1) ?? kept;
}

/** What has still to be sent; null where nothing has. Blanks at the ends are not worth a change. */
export function unsent(text: KeptText, mayBeEmpty: boolean): string | null {
  if (text.draft === null) return null;
  const draft = text.draft.trim();
  return draft === known(text).trim() || (draft === "" && !mayBeEmpty) ? null : draft;
}

export function sent(text: KeptText, what: string): KeptText {
  return { ...text, sent: [...text.sent, what] };
}

/** It was sent in vain. */
export function failed(text: KeptText, what: string): KeptText {
  return { ...text, sent: text.sent.filter((one) => one !== what) };
}

/**
 * The workspace has another text: what was sent comes back, or an undo or another window brings something else. What is being
 * typed stays; what had been sent gives way to what others bring.
 */
export function arrived(text: KeptText, kept: string): KeptText {
  const { draft } = text;
  const place = text.sent.indexOf(kept);
  if (place >= 0) return { kept, draft, sent: text.sent.slice(place + 1) };
  if (draft === null || draft.trim() === known(text).trim()) return keptText(kept);
  return { kept, draft, sent: [] };
}

/** The field is left: it shows what is kept, but for what is on its way. */
export function left(text: KeptText): KeptText {
  const { draft, sent: under } = text;
  if (draft === null || (draft.trim() !== known(text).trim() && draft.trim() !== "")) return text;
  return { ...text, draft: under.at(-1) ?? null };
}
