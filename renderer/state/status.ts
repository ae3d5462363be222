import { create } from "zustand";

interface StatusState {
  /** How long the last answer took, and what it was: "search", "list". */
  readonly lastQuery: { readonly ms: number; readonly what: string } | null;
  /** What the search found, for the box: "1,204 spans in 318 traces, 41 ms". */
  readonly summary: string | null;
}
export const useStatus = create<StatusState>(() => ({ lastQuery: null, summary: null }));

/** Tells the status bar and the search box what the last question to the list brought. */
export function reportQuery(ms: number, what: string, summary: string | null): void {
  useStatus.setState({ lastQuery: { ms, what }, summary });
}
