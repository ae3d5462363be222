import { AppError } from "../../shared/contract/errors.js";
import type { IncidentHead } from "../../shared/contract/incidents.js";

const SHORTEST_PREFIX = 4;

/** An incident by its id or the beginning of it, or by its title. Throws NOT_FOUND, and INVALID_INPUT where several are called so. */
export function namedIncident(incidents: readonly IncidentHead[], named: string): IncidentHead {
  const words = named.trim().toLowerCase();
  const exact = incidents.filter(({ id, title }) => id === words || title.toLowerCase() === words);
  const found =
    exact.length > 0 ? exact : incidents.filter(({ id }) => words.length >= SHORTEST_PREFIX && id.startsWith(words));
  const [first, second] = found;
  if (first === undefined) {
    throw new AppError("NOT_FOUND", `There is no incident ${named}.`, { hint: "`skein incident list` lists them." });
  }
  if (second !== undefined) {
    throw new AppError("INVALID_INPUT", `Several incidents are called ${named}.`, {
      hint: "Give more of the id that `skein incident list` prints.",
    });
  }
  return first;
}
