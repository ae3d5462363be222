import { notInStandin, onlyListed, LISTED } from "./allow-list.js";

type SchemeHandler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, SchemeHandler>();
const privileged = new Set<string>();

/**
 * Chromium knows nothing of the app's scheme, and DevTools intercepts only what it knows. So `app://host/x` is
 * `https://host.app.standin.test/x` inside Chromium; the main process never sees that.
 */
const SUFFIX = ".standin.test";
export const INTERCEPTED = `https://*${SUFFIX}/*`;

export function toChromium(url: string): string {
  const match = /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)(.*)$/.exec(url);
  if (match === null || !privileged.has(match[1] ?? "")) return url;
  return `https://${match[2]}.${match[1]}${SUFFIX}${match[3]}`;
}

export function fromChromium(url: string): string {
  return url.replace(
    /^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.standin\.test/,
    (_, host: string, scheme: string) => `${scheme}://${host}`,
  );
}

export interface SchemeRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** What the main process answers for an address of its scheme. */
export async function answerScheme(request: SchemeRequest): Promise<Response> {
  const handler = handlers.get(new URL(request.url).protocol.slice(0, -1));
  if (handler === undefined) throw new Error(`no handler for ${request.url}`);
  const native = new Request(request.url, {
    method: request.method,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  return handler(native);
}

export const protocol = onlyListed(
  "protocol",
  {
    registerSchemesAsPrivileged(
      schemes: { scheme: string; privileges?: { bypassCSP?: boolean; standard?: boolean } }[],
    ) {
      for (const { scheme, privileges } of schemes) {
        if (privileges?.bypassCSP || !privileges?.standard)
          throw notInStandin(`a scheme that is not standard (${scheme})`);
        privileged.add(scheme);
      }
    },
    handle(scheme: string, handler: SchemeHandler) {
      if (!privileged.has(scheme)) throw notInStandin(`a scheme that was not registered before ready (${scheme})`);
      handlers.set(scheme, handler);
    },
    unhandle: (scheme: string) => handlers.delete(scheme),
    isProtocolHandled: (scheme: string) => handlers.has(scheme),
  },
  LISTED.protocol,
);
