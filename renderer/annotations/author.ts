import { useEngineQuery } from "../data/engine.js";
import { usePreferences } from "../state/preferences.js";

/** The name that the reader signs with: the one of the settings, else that of who is logged in on the engine's machine. */
export function useAuthor(): string {
  const chosen = usePreferences((preferences) => preferences.annotator);
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  return chosen ?? info.data?.userName ?? "";
}

/** True where the workspace can only be read: nothing can be said then. */
export function useReadOnly(): boolean {
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  return info.data !== undefined && info.data.readOnly !== null;
}
