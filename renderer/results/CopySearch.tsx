import { formatLink, parseLink } from "../../shared/model/link.js";
import { queryWithin, searchCommandLine, type CommandLineView } from "../../shared/query/command-line.js";
import { parseQuery } from "../../shared/query/parse.js";
import { failureOf, useEngineQuery } from "../data/engine.js";
import { copyText } from "../lib/clipboard.js";
import { showAlert } from "../state/alerts.js";
import { currentRoute } from "../state/navigation.js";
import { formatRoute, isList, tracesRoute, type Route } from "../state/route.js";
import { IconButton } from "../ui/IconButton.js";
import { Menu } from "../ui/Menu.js";

interface CopySearchProps {
  readonly query: string;
  /** What the search finds. */
  readonly in: CommandLineView;
  /** The traces that it is kept to, as on the page of one trace or conversation. */
  readonly within?: readonly string[];
}

/** The language takes so many terms. */
const MOST_TRACES = 90;

/** Copies a search as a link to this view of this workspace, or as a command for a terminal. */
export function CopySearch({ query, in: view, within = [] }: CopySearchProps) {
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true }).data;
  const asLink = (): Promise<void> => {
    const link = formatLink({ workspaceId: info?.id ?? "", path: formatRoute(routeOf(currentRoute(), query)) });
    if (parseLink(link) === null)
      return told("The search is too long for a link", "A link holds about 4,000 characters.");
    return copied(link, "The link is copied", "It opens in Skein: paste it into the palette, or after skein open.");
  };
  const asCommand = (): Promise<void> => {
    const parsed = parseQuery(query);
    if (!parsed.ok) return told("The search has a mistake", parsed.error.message);
    const text = within.length === 0 ? query : queryWithin(parsed.query, within);
    const path = info?.path ?? null;
    const command = searchCommandLine({ query: text, in: view, workspace: path ?? "FILE" });
    const note =
      path === null
        ? "This workspace is temporary. Put a workspace's file in the place of FILE."
        : "Close the workspace here before you run it: one process has it open at a time.";
    return copied(command, "The command is copied", note);
  };
  return (
    <Menu
      label="Copy the search"
      trigger={<IconButton icon="copy" label="Copy the search" size="small" disabled={info === undefined} />}
      items={[
        { id: "link", label: "Copy as link", icon: "link", onSelect: () => void asLink() },
        {
          id: "command",
          label: "Copy as command line",
          icon: "nav-sql",
          disabled: within.length > MOST_TRACES,
          onSelect: () => void asCommand(),
        },
      ]}
    />
  );
}

/** The page that a link leads to: this one with the search as it stands in the box. */
function routeOf(route: Route, query: string): Route {
  if (isList(route) || route.page === "network" || route.page === "retrieval") return { ...route, q: query };
  return route.page === "trace" || route.page === "conversation"
    ? { ...route, find: query }
    : tracesRoute({ q: query });
}

async function copied(text: string, title: string, message: string): Promise<void> {
  try {
    await copyText(text);
    showAlert({ tone: "notice", title, message });
  } catch (error) {
    showAlert({ tone: "error", title: "It could not be copied", ...failureOf(error) });
  }
}

function told(title: string, message: string): Promise<void> {
  showAlert({ tone: "error", title, message });
  return Promise.resolve();
}
