import { useMemo, useSyncExternalStore } from "react";
import { formatRoute, parseRoute, type Route } from "./route.js";

/**
 * The address is the state: what a view shows is in the URL, so back, forward and reload work. Navigation makes an entry
 * in the history; an adjustment (a sort, a selection, a search that is being typed) replaces the present one.
 */
const listeners = new Set<() => void>();
const read = (): string => window.location.pathname + window.location.search;

// Browsers refuse many changes of the address in a short time (a key held down makes thirty a second), so the page's own
// copy is the truth and the browser's follows it.
const REPLACE_MS = 200;
let present: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

const address = (): string => (present ??= read());

function settle(): void {
  if (timer === undefined) return;
  clearTimeout(timer);
  timer = undefined;
  if (read() !== address()) window.history.replaceState(null, "", address());
}

function tell(): void {
  for (const listener of listeners) listener();
}

function onPopState(): void {
  clearTimeout(timer);
  timer = undefined;
  present = read();
  tell();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener("popstate", onPopState);
    window.addEventListener("pagehide", settle);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener("popstate", onPopState);
    window.removeEventListener("pagehide", settle);
  };
}

/** The present route; the component renders again when it changes. */
export function useRoute(): Route {
  const text = useSyncExternalStore(subscribe, address);
  return useMemo(() => parseRoute(text), [text]);
}

export function currentRoute(): Route {
  return parseRoute(address());
}

/** Goes to a route, or puts it in the place of the present one. */
export function navigate(route: Route, options: { readonly replace?: boolean } = {}): void {
  const next = formatRoute(route);
  if (next === address()) return;
  if (options.replace === true) {
    present = next;
    timer ??= setTimeout(settle, REPLACE_MS);
  } else {
    settle();
    present = next;
    window.history.pushState(null, "", next);
  }
  tell();
}

/** Props of a link to a route: a real address, followed without loading the page. */
export function linkTo(route: Route): {
  readonly href: string;
  readonly onClick: (event: React.MouseEvent<HTMLAnchorElement>) => void;
} {
  return {
    href: formatRoute(route),
    onClick: (event) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      navigate(route);
    },
  };
}
