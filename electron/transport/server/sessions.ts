import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const MAX_SESSIONS = 1_000;
const SECRET_BYTES = 32;

/**
 * Who may talk to the server. The token of the run, which only the printed address holds, is exchanged for a cookie that
 * scripts can't read, and for a session string that the page shows on its socket: the cookie alone could be ridden by
 * another page, since cookies of this machine's ports are not kept apart.
 */
export class Sessions {
  readonly token = newSecret();
  readonly #cookieName: string;
  /** Session strings by the digest of their cookie. */
  readonly #sessions = new Map<string, string>();

  constructor(port: number) {
    this.#cookieName = `skein-session-${port}`;
  }

  /** A new session for whoever has the token; null for whoever has not. */
  exchange(token: string): { session: string; setCookie: string } | null {
    if (!sameSecret(token, this.token)) return null;
    const cookie = newSecret();
    const session = newSecret();
    if (this.#sessions.size >= MAX_SESSIONS) {
      const [oldest] = this.#sessions.keys();
      if (oldest !== undefined) this.#sessions.delete(oldest);
    }
    this.#sessions.set(digest(cookie), session);
    return { session, setCookie: `${this.#cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/` };
  }

  /** The session that a Cookie header stands for, or null. */
  ofCookie(header: string | undefined): string | null {
    for (const pair of header?.split(";") ?? []) {
      const [name, value] = pair.trim().split("=", 2);
      if (name !== this.#cookieName || value === undefined) continue;
      // Looked up by digest: the time that it takes tells nothing of the secret.
      const session = this.#sessions.get(digest(value));
      if (session !== undefined) return session;
    }
    return null;
  }
}

/** Compares in a time that does not depend on where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(createHash("sha256").update(given).digest(), createHash("sha256").update(expected).digest());
}

export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
