import { useEffect } from "react";
import { reportQuery } from "../../../state/status.js";

/** Tells the search box and the status bar how long an answer took and what it was of; undefined while there is none. */
export function useTold(answer: { readonly ms: number } | undefined, query: string, words: string): void {
  useEffect(() => {
    if (answer === undefined) return;
    const ms = Math.max(1, Math.round(answer.ms));
    reportQuery(answer.ms, query === "" ? "list" : "search", `${words}, ${ms}\u00a0ms`);
  }, [answer, query, words]);
}
