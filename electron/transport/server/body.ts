import type { IncomingMessage, ServerResponse } from "node:http";

const BODY_WITHIN_MS = 10_000;

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 411 | 413 };

/** A small JSON body. Its size is told by the head and refused there; reading stops at the limit and after ten seconds. */
export async function readJsonBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
): Promise<Body> {
  const declared = request.headers["content-length"];
  if (declared === undefined) return { ok: false, status: 411 };
  if (!/^\d{1,15}$/.test(declared)) return { ok: false, status: 400 };
  if (Number(declared) > maxBytes) return { ok: false, status: 413 };
  if (request.headers.expect !== undefined) response.writeContinue();
  const timer = setTimeout(() => request.destroy(), BODY_WITHIN_MS);
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown };
  } catch {
    return { ok: false, status: 400 };
  } finally {
    clearTimeout(timer);
  }
}
