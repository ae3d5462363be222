import { protocol } from "electron";
import { SECURITY_HEADERS } from "../../shared/contract/security.js";
import { readAppFile } from "../transport/server/app-files.js";

const SCHEME = "app";
const HOST = "skein";
export const APP_URL = `${SCHEME}://${HOST}/`;

/** Must run before the app is ready. No CSP bypass, no CORS: the page is all there is. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true },
    },
  ]);
}

/** Serves the built page from `root`, and nothing else. */
export function serveApp(root: string): void {
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    const file = url.host === HOST && request.method === "GET" ? await readAppFile(root, url.pathname) : null;
    if (file === null) return new Response("Not found", { status: 404, headers: SECURITY_HEADERS });
    const headers = { ...SECURITY_HEADERS, "content-type": file.contentType };
    return new Response(new Uint8Array(file.bytes), { headers });
  });
}

/** Told by the parser, never by a prefix: `app://skein.evil` is not ours. */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === `${SCHEME}:` && url.host === HOST;
}
