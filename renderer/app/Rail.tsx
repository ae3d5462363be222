import { classes } from "../lib/classes.js";
import { linkTo } from "../state/navigation.js";
import { setPreferences } from "../state/preferences.js";
import { networkRoute } from "../state/network-route.js";
import { retrievalRoute } from "../state/retrieval-route.js";
import { conversationsRoute, incidentsRoute, tracesRoute, type Route } from "../state/route.js";
import { Icon } from "../ui/Icon.js";
import type { IconName } from "../ui/icons/shapes.js";
import { Tooltip } from "../ui/Tooltip.js";
import type { ViewPage } from "../views/registry.js";
import { Logo } from "./Logo.js";
import styles from "./Rail.module.css";

interface Place {
  readonly page: ViewPage;
  readonly label: string;
  readonly icon: IconName;
  readonly route: Route;
}

const PLACES: readonly Place[] = [
  { page: "traces", label: "Traces", icon: "nav-traces", route: tracesRoute() },
  { page: "conversations", label: "Conversations", icon: "nav-conversations", route: conversationsRoute() },
  { page: "network", label: "Network", icon: "nav-network", route: networkRoute() },
  { page: "retrieval", label: "Retrieval", icon: "nav-retrieval", route: retrievalRoute() },
  { page: "incidents", label: "Incidents", icon: "nav-incidents", route: incidentsRoute() },
  { page: "sql", label: "SQL", icon: "nav-sql", route: { page: "sql", q: undefined, kept: undefined } },
  { page: "sources", label: "Sources", icon: "nav-sources", route: { page: "sources", source: undefined } },
];
const SETTINGS: Place = { page: "settings", label: "Settings", icon: "nav-settings", route: { page: "settings" } };

/** The place that a page without one of its own belongs to. */
const PART_OF: Readonly<Partial<Record<ViewPage, ViewPage>>> = {
  trace: "traces",
  spans: "traces",
  compare: "traces",
  conversation: "conversations",
};

/** The way between the views. 48 px, or 152 with labels. */
export function Rail({ page, open }: { readonly page: ViewPage | null; readonly open: boolean }) {
  const present = page === null ? null : (PART_OF[page] ?? page);
  const toggle = (
    <button
      type="button"
      className={styles.logo}
      aria-label={open ? "Skein: hide labels" : "Skein: show labels"}
      onClick={() => setPreferences({ railOpen: !open })}
    >
      <Logo />
      {open ? <b>Skein</b> : null}
    </button>
  );
  return (
    <nav className={classes(styles.rail, open && styles.open)} aria-label="Main">
      {open ? (
        toggle
      ) : (
        <Tooltip label="Skein: show labels" side="right">
          {toggle}
        </Tooltip>
      )}
      {PLACES.map((place) => (
        <RailLink key={place.page} place={place} present={present === place.page} open={open} />
      ))}
      <div className={styles.space} />
      <RailLink place={SETTINGS} present={present === "settings"} open={open} />
    </nav>
  );
}

function RailLink({
  place,
  present,
  open,
}: {
  readonly place: Place;
  readonly present: boolean;
  readonly open: boolean;
}) {
  const link = (
    <a
      {...linkTo(place.route)}
      className={styles.link}
      {...(present ? { "aria-current": "page" as const } : {})}
      {...(open ? {} : { "aria-label": place.label })}
    >
      <Icon name={place.icon} />
      {open ? <span>{place.label}</span> : null}
    </a>
  );
  return open ? (
    link
  ) : (
    <Tooltip label={place.label} side="right">
      {link}
    </Tooltip>
  );
}
