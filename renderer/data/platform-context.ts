import { createContext, use } from "react";
import type { Platform } from "./platform.js";

export const PlatformContext = createContext<Platform | null>(null);

/** What the page runs in: the desktop window or a browser. */
export function usePlatform(): Platform {
  const platform = use(PlatformContext);
  if (platform === null) throw new Error("usePlatform needs a PlatformContext above it");
  return platform;
}
