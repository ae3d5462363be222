import { useState } from "react";
import { setPreferences, usePreferences } from "../state/preferences.js";

/** Below it the panel takes too much of the table: it opens when it is asked for. */
const NARROW_PX = 1180;

/** Whether the facets stand beside the table. A wide window remembers it, a narrow one begins without them. */
export function useFacetsOpen(widthPx: number): { readonly open: boolean; readonly toggle: () => void } {
  const kept = usePreferences((preferences) => preferences.facetsOpen);
  const [asked, setAsked] = useState(false);
  if (widthPx === 0) return { open: false, toggle: () => undefined };
  if (widthPx < NARROW_PX) return { open: asked, toggle: () => setAsked(!asked) };
  return { open: kept, toggle: () => setPreferences({ facetsOpen: !kept }) };
}
