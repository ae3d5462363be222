import { create } from "zustand";
import type { ErrorData } from "../../../shared/contract/errors.js";

interface Saving {
  /** Fields that hold what was typed and not sent yet. */
  readonly typed: number;
  /** Changes that are under way. */
  readonly sent: number;
  /** What the last change failed with. */
  readonly failure: ErrorData | null;
}

/** What of the user's typing is not in the workspace yet. */
export const useSaving = create<Saving>(() => ({ typed: 0, sent: 0, failure: null }));

export function addTyped(by: 1 | -1): void {
  useSaving.setState(({ typed }) => ({ typed: typed + by }));
}

export function addSent(by: 1 | -1): void {
  useSaving.setState(({ sent }) => ({ sent: sent + by }));
}

export function setFailure(failure: ErrorData | null): void {
  useSaving.setState({ failure });
}

/** "Saved", and what there is to say otherwise. */
export function savingWords({ typed, sent, failure }: Saving): string {
  if (failure !== null) return "Not saved";
  return typed + sent > 0 ? "Saving …" : "Saved";
}
