/** A place in a workspace, to be handed to a colleague: `skein://WORKSPACE-ID/PATH`. */
export interface WorkspaceLink {
  readonly workspaceId: string;
  /** Starts with a slash; query and fragment included. */
  readonly path: string;
}

export const LINK_SCHEME = "skein";
const LINK = /^skein:\/\/([A-Za-z0-9_-]{1,64})(\/[^\s\\]{0,4000})?$/;

/** Null for anything that is no link of ours. The path is one of the app: never a host, never a way up. */
export function parseLink(text: string): WorkspaceLink | null {
  const match = LINK.exec(text.trim());
  if (match === null) return null;
  const [, workspaceId, path = "/"] = match;
  if (workspaceId === undefined || path.startsWith("//")) return null;
  const base = new URL("https://app.invalid");
  const resolved = new URL(path, base);
  if (resolved.origin !== base.origin) return null;
  return { workspaceId, path: resolved.pathname + resolved.search + resolved.hash };
}

export function formatLink(link: WorkspaceLink): string {
  return `${LINK_SCHEME}://${link.workspaceId}${link.path}`;
}
