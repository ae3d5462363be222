import { useEffect } from "react";
import { usePlatform } from "../data/platform-context.js";
import { setPreferences, usePreferences } from "../state/preferences.js";

/** Keeps `data-theme`, the window's frame, and the colours of saved pictures (`data-pictures`) as the reader set them. */
export function useTheme(): void {
  const theme = usePreferences((preferences) => preferences.theme);
  const platform = usePlatform();
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    void platform.setTheme(theme);
  }, [theme, platform]);
  const pictures = usePreferences((preferences) => preferences.pictures);
  useEffect(() => {
    document.documentElement.dataset.pictures = pictures;
  }, [pictures]);
}

/** From what is on the screen to the other one. */
export function switchTheme(): void {
  const { theme } = usePreferences.getState();
  const dark = theme === "dark" || (theme === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  setPreferences({ theme: dark ? "light" : "dark" });
}
