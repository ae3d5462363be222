import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { draftContract } from "../../../../shared/contract/incidents.js";
import type { Session } from "../../db/session.js";
import { type Asked, askedOf, type Draft, type DraftEvent } from "./asked.js";
import { burstEvents } from "./bursts.js";
import { errorEvents } from "./errors.js";
import { draftFigures } from "./figures.js";
import { handoffEvents } from "./handoffs.js";
import { runEvents } from "./runs.js";

/** The rules by which events are found. A further one is a file and a line here. */
const RULES: readonly ((session: Session, asked: Asked) => Promise<DraftEvent[]>)[] = [
  runEvents,
  errorEvents,
  burstEvents,
  handoffEvents,
];

/** What the data says about what a query selects. QUERY_SYNTAX. */
export async function draftOf(
  session: Session,
  input: ParsedInputOf<(typeof draftContract)["incident.draft"]>,
): Promise<Draft> {
  const asked = askedOf(input);
  const figures = await draftFigures(session, asked);
  const events: DraftEvent[] = [];
  for (const rule of RULES) events.push(...(await rule(session, asked)));
  const valueOf = (name: string): number | null => figures.find(({ figure }) => figure === name)?.value ?? null;
  const inOrder = events.toSorted((a, b) => a.atMs - b.atMs);
  return {
    // Of what matches; a query whose terms hold for different spans of a run is of the runs.
    startMs: valueOf("firstSeen") ?? inOrder[0]?.atMs ?? null,
    endMs: valueOf("lastSeen") ?? inOrder.at(-1)?.atMs ?? null,
    figures,
    events: inOrder,
  };
}
