import { randomUUID } from "node:crypto";
import type { Departure } from "../../../shared/contract/departures.js";
import type { RuleCount } from "../../../shared/model/redaction.js";
import type { Session } from "../db/session.js";
import type { Workspace } from "../handlers/open-workspace.js";

/** What is known of a file before it is written. */
export interface BegunDeparture extends Pick<Departure, "kind" | "subject" | "format" | "file"> {
  readonly redacted: boolean;
}

/** What became of it. */
export interface EndedDeparture {
  /** Spans of an export, rows of a statement, items of a report. */
  readonly rows: number;
  readonly bytes: number;
  /** False where it was stopped or failed. */
  readonly whole: boolean;
  readonly redacted: {
    readonly counts: readonly RuleCount[];
    readonly dropped: number;
    readonly leftovers: number;
  } | null;
}

/** A statement can be long; its beginning tells which one it was. */
const MOST_SUBJECT = 2000;

/**
 * Writes in the log that something is about to leave, before its first byte does: so that what is cut off by a crash stands there
 * too. Answers its id, null for a workspace that may only be read, which keeps no log. `session` is in no transaction.
 */
export async function beginDeparture(
  workspace: Pick<Workspace, "readOnly">,
  session: Session,
  { kind, subject, format, file, redacted }: BegunDeparture,
): Promise<string | null> {
  if (workspace.readOnly !== null) return null;
  const id = randomUUID();
  await session.run(
    "INSERT INTO departure VALUES ($1, $2::BIGINT, $3, $4, $5, $6, false, 0, 0, $7, NULL, NULL, NULL)",
    [id, Date.now(), kind, subject.slice(0, MOST_SUBJECT), format, file, redacted],
  );
  return id;
}

/** Completes the line of the log. Of what ended before a byte left nothing is kept. `session` is in no transaction. */
export async function endDeparture(session: Session, id: string | null, ended: EndedDeparture): Promise<void> {
  if (id === null) return;
  const { rows, bytes, whole, redacted } = ended;
  if (!whole && bytes === 0) return session.run("DELETE FROM departure WHERE id = $1", [id]);
  await session.run(
    `UPDATE departure SET whole = $2, rows = $3::BIGINT, bytes = $4::BIGINT, counts = $5, dropped = $6::BIGINT, leftovers = $7::BIGINT
    WHERE id = $1`,
    [
      id,
      whole,
      rows,
      bytes,
      redacted === null ? null : JSON.stringify(redacted.counts),
      redacted?.dropped ?? null,
      redacted?.leftovers ?? null,
    ],
  );
}

/** What leaves, while it does. */
export class Leaving {
  bytes = 0;
  #ended: Pick<EndedDeparture, "rows" | "redacted"> | null = null;

  /** All of it is handed over. */
  end(rows: number, redacted: EndedDeparture["redacted"]): void {
    this.#ended = { rows, redacted };
  }

  get ended(): EndedDeparture {
    return { rows: 0, redacted: null, ...this.#ended, bytes: this.bytes, whole: this.#ended !== null };
  }
}

/** Keeps the log while something is written, which counts its bytes. `session` is in no transaction before and after. */
export async function logged(
  workspace: Pick<Workspace, "readOnly" | "revision">,
  session: Session,
  begun: BegunDeparture,
  write: (leaving: Leaving) => Promise<void>,
): Promise<void> {
  const id = await beginDeparture(workspace, session, begun);
  const leaving = new Leaving();
  try {
    await write(leaving);
  } finally {
    await endDeparture(session, id, leaving.ended);
    if (id !== null) workspace.revision.bump("change");
  }
}
