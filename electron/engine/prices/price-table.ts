import { calcPrice, type ModelInfo } from "@pydantic/genai-prices";
import type { Rates } from "./rates.js";

/** A model of the table. */
export interface TableEntry {
  /** `openai/gpt-4o`: whose price it is, and of which model. */
  readonly name: string;
  /** The prices at a moment, ms since 1970; without one the latest. */
  ratesAt(ms: number | null): Rates;
  /** Tokens that the model takes; null where the table does not say. */
  readonly contextTokens: number | null;
  /** Since when the prices of that moment hold, `2026-01-31`; null where there is no earlier price. */
  sinceAt(ms: number | null): string | null;
}

/** Names of ours that the table writes otherwise. */
const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ["xai", "x-ai"],
  ["moonshot", "moonshotai"],
]);
/** Models that run on one's own machine have no price, whatever the same model costs elsewhere. */
const OWN_MACHINES = new Set(["ollama", "vllm", "lmstudio", "llama.cpp", "llamacpp", "llamafile", "local", "tgi"]);

/** Writings of one model's name, the most exact first. */
function writingsOf(model: string): string[] {
  const plain = model
    .trim()
    .toLowerCase()
    .replace(/^models\//, "");
  const slash = plain.lastIndexOf("/");
  const bare = slash === -1 ? plain : plain.slice(slash + 1);
  const undated = bare.replace(/@.*$/, "").replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, "");
  const unwrapped = bare.replace(/^(us|eu|apac|jp|au|global)\./, "").replace(/^anthropic\./, "");
  return [...new Set([plain, bare, undated, unwrapped, unwrapped.replace(/-v\d+(:\d+)?$/, "")])];
}

function lookUp(model: string, providerId: string | null): TableEntry | null {
  const found = calcPrice({}, model, providerId === null ? {} : { providerId });
  return found === null ? null : new ListedModel(found.provider.id, found.model);
}

/** The entry of a model, by its provider where the table knows it, else by the model's name alone; null: not listed. */
export function findEntry(provider: string | null, model: string): TableEntry | null {
  if (provider !== null && OWN_MACHINES.has(provider)) return null;
  const known = provider === null ? null : (PROVIDERS.get(provider) ?? provider);
  const [vendor, rest] = model.toLowerCase().split("/", 2);
  for (const writing of writingsOf(model)) {
    const entry = known === null ? null : lookUp(writing, known);
    if (entry !== null) return entry;
  }
  // `anthropic/claude-...` behind a gateway names its maker.
  if (vendor !== undefined && rest !== undefined) {
    const entry = lookUp(rest, PROVIDERS.get(vendor) ?? vendor);
    if (entry !== null) return entry;
  }
  for (const writing of writingsOf(model)) {
    const entry = lookUp(writing, null);
    if (entry !== null) return entry;
  }
  return null;
}

class ListedModel implements TableEntry {
  readonly name: string;
  readonly contextTokens: number | null;
  readonly #prices: readonly Period[];

  constructor(provider: string, model: ModelInfo) {
    this.name = `${provider}/${model.id}`;
    this.contextTokens = model.context_window ?? null;
    const list = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }];
    this.#prices = list.map(({ constraint, prices }): Period => {
      const rates = prices as Rates;
      if (constraint === undefined) return { rates, since: null, sinceMs: null, from: 0, to: 0 };
      if (constraint.type === "start_date") {
        return { rates, since: constraint.start_date, sinceMs: Date.parse(constraint.start_date), from: 0, to: 0 };
      }
      const [from, to] = [secondsOf(constraint.start_time), secondsOf(constraint.end_time)];
      return { rates, since: null, sinceMs: null, from, to };
    });
  }

  ratesAt(ms: number | null): Rates {
    return this.#at(ms)?.rates ?? {};
  }
  sinceAt(ms: number | null): string | null {
    return this.#at(ms)?.since ?? null;
  }

  /** The last of the list that holds, else the first. */
  #at(ms: number | null): Period | undefined {
    for (let at = this.#prices.length - 1; at >= 0; at--) {
      const period = this.#prices[at];
      if (period !== undefined && holds(period, ms)) return period;
    }
    return this.#prices[0];
  }
}

interface Period {
  readonly rates: Rates;
  readonly since: string | null;
  readonly sinceMs: number | null;
  /** Hours of the day in UTC, in seconds; both 0 where it holds all day. */
  readonly from: number;
  readonly to: number;
}

function holds(period: Period, ms: number | null): boolean {
  if (period.sinceMs !== null) return ms === null || ms >= period.sinceMs;
  if (period.from === period.to) return true;
  if (ms === null) return false;
  const second = (ms / 1000) % 86_400;
  return period.from < period.to
    ? second >= period.from && second < period.to
    : second >= period.from || second < period.to;
}

/** `16:30:00Z`, `08:00:00+08:00`: seconds of the day in UTC. */
function secondsOf(time: string): number {
  const match = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(time);
  if (match === null) return 0;
  const [, hours, minutes, seconds, sign, zoneHours, zoneMinutes] = match;
  const zone = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * (sign === "-" ? -60 : 60);
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) - zone + 86_400) % 86_400;
}
