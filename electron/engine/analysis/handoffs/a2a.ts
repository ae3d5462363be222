import type { Run } from "../network/run.js";
import { profileOf } from "../network/run.js";

const A2A = /^a2a[. ]|^(SendMessage|SendStreamingMessage|message\/send|message\/stream)$/;

/**
 * An agent below spans of the Agent2Agent protocol was reached over it. Their SDK writes spans named after its classes
 * (`a2a.server.request_handlers...on_message_send`); the convention is the method's name. Returns the outermost such span's
 * name between an agent's row and `above`, the row of the agent that called, or null.
 */
export function reachedByA2a(run: Run, row: number, above: number): string | null {
  let found: string | null = null;
  for (let at = run.parent[row] ?? -1; at !== -1 && at !== above; at = run.parent[at] ?? -1) {
    const { name } = profileOf(run, at);
    if (name !== null && A2A.test(name)) found = name;
  }
  return found;
}
