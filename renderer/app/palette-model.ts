import type { Command } from "../state/commands.js";
import { parseRoute, type Route } from "../state/route.js";

/** The commands whose title or other words hold every typed word; those whose title begins with it come first. */
export function matchCommands<C extends Command>(text: string, commands: readonly C[]): readonly C[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return commands;
  const words = wanted.split(/\s+/);
  const rank = (command: C): number => {
    const title = command.title.toLowerCase();
    if (title.startsWith(wanted)) return 0;
    if (words.every((word) => title.split(/\s+/).some((part) => part.startsWith(word)))) return 1;
    if (words.every((word) => `${title} ${command.also ?? ""}`.includes(word))) return 2;
    return 3;
  };
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.command);
}

/** Where a link of the form skein://WORKSPACE-ID/PATH leads in this workspace; null for any other text. */
export function routeOfLink(text: string): Route | null {
  const match = /^skein:\/\/[^/?#\s]+(\/[^\s]*)?$/.exec(text.trim());
  if (match === null) return null;
  const route = parseRoute(match[1] ?? "/");
  return route.page === "unknown" ? null : route;
}
