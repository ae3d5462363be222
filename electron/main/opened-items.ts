import { open, stat } from "node:fs/promises";
import { parseLink, type WorkspaceLink } from "../../shared/model/link.js";

/** What came by the command line, the dock, a second start, a dialog or a drop, told apart. */
export interface OpenedItems {
  readonly links: readonly WorkspaceLink[];
  readonly workspaces: readonly string[];
  /** Files and folders to import. */
  readonly traces: readonly string[];
  /** Sentences for the user about what can't be opened. */
  readonly refused: readonly string[];
}

const DATABASE_MARK = { offset: 8, text: "DUCK" };

/** Workspaces are told by name or content, links by their scheme; anything else that exists is for the importer. */
export async function sortOpenedItems(items: readonly string[]): Promise<OpenedItems> {
  const links: WorkspaceLink[] = [];
  const workspaces: string[] = [];
  const traces: string[] = [];
  const refused: string[] = [];
  for (const item of items) {
    const link = parseLink(item);
    if (link !== null) links.push(link);
    else if (/^[a-z][a-z0-9+.-]+:\/\//i.test(item)) refused.push(`${item} is no link of Skein.`);
    else {
      const kind = await kindOf(item);
      if (kind === "absent") refused.push(`${item} does not exist.`);
      else if (kind === "unreadable") refused.push(`${item} can't be read. Check its permissions.`);
      else (kind === "workspace" ? workspaces : traces).push(item);
    }
  }
  return { links, workspaces, traces, refused };
}

async function kindOf(filePath: string): Promise<"workspace" | "traces" | "absent" | "unreadable"> {
  try {
    const stats = await stat(filePath);
    if (stats.isDirectory()) return "traces";
    const file = await open(filePath, "r");
    try {
      if (filePath.toLowerCase().endsWith(".skein")) return "workspace";
      const start = Buffer.alloc(DATABASE_MARK.text.length);
      await file.read(start, 0, start.length, DATABASE_MARK.offset);
      return start.toString("latin1") === DATABASE_MARK.text ? "workspace" : "traces";
    } finally {
      await file.close();
    }
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT" ? "absent" : "unreadable";
  }
}
