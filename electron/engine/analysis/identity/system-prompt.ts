import type { Party, Prompt, Run } from "../network/run.js";
import { profileOf } from "../network/run.js";
import { agentParty } from "./rule.js";

/**
 * Where nothing names an agent but the model is given several roles, each system prompt is one agent: the same prompt, by its
 * hash, is the same agent in every run. It is called by the prompt's first words.
 *
 * `unowned`: rows of model calls below no agent. Returns nothing where they have fewer than two prompts.
 */
export function promptAgents(run: Run, unowned: readonly number[]): ReadonlyMap<number, Party> {
  const byHash = new Map<string, Party>();
  const parties = new Map<number, Party>();
  for (const row of unowned) {
    const prompt = run.prompts.get(row);
    if (prompt === undefined) continue;
    const party = byHash.get(prompt.hash) ?? partyOf(run, row, prompt);
    byHash.set(prompt.hash, party);
    parties.set(row, party);
  }
  return byHash.size < 2 ? new Map() : parties;
}

function partyOf(run: Run, row: number, prompt: Prompt): Party {
  const name = nameOf(prompt.opening);
  const evidence = `system prompt ${prompt.hash.slice(0, 8)}: ${prompt.opening.slice(0, 60)}`;
  return agentParty(profileOf(run, row), "system prompt", name, `${name} #${prompt.hash.slice(0, 8)}`, evidence, true);
}

/** "You are a travel agent. Be brief" is a travel agent. */
function nameOf(opening: string): string {
  const line = opening.replace(/\s+/g, " ").trim();
  const role = /^(?:you are|you're|act as|your name is)\s+(?:(?:an?|the)\s+)?([^.,;:!?\n]{2,60})/i.exec(line)?.[1];
  const words = (role ?? line).split(" ").slice(0, 6).join(" ");
  return words === "" ? "system prompt" : words;
}
