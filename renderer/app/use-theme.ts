import { useEffect } from "react";
import { usePlatform } from "../data/platform-context.js";
import { setPreferences, usePreferences } from "../state/preferences.js";

/** Keeps `data-theme` and the window's frame as the reader set it. */
export function useTheme(): void {
  const theme = usePreferences((preferences) => preferences.theme);
  const platform = usePlatform();
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    void platform.setTheme(theme);
  }, [theme, platform]);
}

/** From what is on the screen to the other one. */
export function switchTheme(): void {
  const { theme } = usePreferences.getState();
  const dark = theme === "dark" || (theme === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  setPreferences({ theme: dark ? "light" : "dark" });
}
