import type { Handlers } from "../../../shared/contract/handlers.js";
import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { Reported, ReportRequest, reportsContract } from "../../../shared/contract/reports.js";
import { readRedaction } from "../db/redaction-setting.js";
import type { Session } from "../db/session.js";
import { logged } from "../export/departures.js";
import { readReport } from "../reports/read-report.js";
import { replacementsOf } from "../reports/replacements.js";
import { Spool } from "../reports/spool.js";
import { writeReport } from "../reports/write-report.js";
import { handedOver } from "./hand-over.js";
import type { Workspace } from "./open-workspace.js";

type Piece = OutputOf<(typeof reportsContract)["report.run"]>;
type Put = (piece: Piece) => Promise<void>;

export function reportsHandlers(workspace: Workspace): Handlers<typeof reportsContract> {
  return {
    "report.run": (input, { signal }) => runReport(workspace, input, signal),
    "report.replacements": ({ incidentId }, { signal }) =>
      workspace.database.read(async (session) => {
        const options = await readRedaction(session);
        return replacementsOf(session, await readReport(session, incidentId, placeOf(workspace, 0)), options, signal);
      }, signal),
  };
}

/** A report as files, piece by piece. The writing waits while nobody takes what it gave. */
function runReport(workspace: Workspace, input: ReportRequest, signal: AbortSignal): AsyncGenerator<Piece> {
  return handedOver<Piece>(signal, (put, stop) =>
    workspace.database.read(async (session) => {
      const beside = workspace.readOnly === null ? workspace.database.path : null;
      await using spool = await Spool.open(beside, `${input.name}-pictures`);
      const written = await write(workspace, session, input, spool, put, stop);
      await send(workspace, session, input, spool, written, put);
    }, stop),
  );
}

function placeOf({ id, name }: Workspace, zoneOffsetMinutes: number) {
  return { workspace: { id, name }, zoneOffsetMinutes };
}

interface Written extends Pick<Reported, "items" | "redacted"> {
  readonly title: string;
}

/** All is read in one transaction: a change that comes meanwhile changes nothing. */
async function write(
  workspace: Workspace,
  session: Session,
  { incidentId, format, redact, zoneOffsetMinutes }: ReportRequest,
  spool: Spool,
  put: Put,
  signal: AbortSignal,
): Promise<Written> {
  await session.run("BEGIN TRANSACTION");
  try {
    const options = redact ? await readRedaction(session) : null;
    const report = await readReport(session, incidentId, placeOf(workspace, zoneOffsetMinutes));
    const { items } = report.head;
    const redacted = await writeReport(session, report, spool, {
      format,
      options,
      signal,
      onItem: (done) => put({ type: "progress", done, total: items }),
    });
    return { items, redacted, title: report.head.incident.title };
  } finally {
    await session.run("ROLLBACK").catch(() => undefined);
  }
}

async function send(
  workspace: Workspace,
  session: Session,
  input: ReportRequest,
  spool: Spool,
  { items, redacted, title }: Written,
  put: Put,
): Promise<void> {
  let bytes = 0;
  const sendFiles = async (count: (more: number) => void): Promise<void> => {
    for await (const piece of spool.pieces()) {
      if ("name" in piece) await put({ type: "file", name: piece.name ?? input.name });
      else {
        bytes += piece.bytes.length;
        count(piece.bytes.length);
        await put({ type: "bytes", bytes: piece.bytes });
      }
    }
  };
  const done = (): Promise<void> => put({ type: "done", items, bytes, redacted });
  if (input.preview) {
    await sendFiles(() => undefined);
    return done();
  }
  const begun = {
    kind: "report",
    subject: title,
    format: input.format,
    file: input.file ?? null,
    redacted: input.redact,
  } as const;
  await logged(workspace, session, begun, async (leaving) => {
    await sendFiles((more) => (leaving.bytes += more));
    leaving.end(items, redacted);
  });
  await done();
}
