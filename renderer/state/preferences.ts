import { z } from "zod";
import { create } from "zustand";
import { stored } from "./storage.js";

export const THEMES = ["system", "light", "dark"] as const;
export const PICTURE_COLOURS = ["light", "screen"] as const;
export const ZONES = ["local", "utc"] as const;

const preferences = z.object({
  theme: z.enum(THEMES),
  zone: z.enum(ZONES),
  /** Plain characters as shortcuts: `j`, `/`, `?`. Off for people whose tools type them. */
  singleKeys: z.boolean(),
  /** Null until the reader chose: labelled until the first workspace has something in it. */
  railOpen: z.boolean().nullable(),
  inspectorWidthPx: z.number().min(320).max(640),
  /** The colours of pictures that are saved: light, for documents, or those on the screen. */
  pictures: z.enum(PICTURE_COLOURS).default("light"),
  facetsOpen: z.boolean().default(true),
  /** The name under annotations; null for the name of who is logged in. */
  annotator: z.string().max(200).nullable().default(null),
  /** Fields whose values are folded away. */
  facetsFolded: z.array(z.string()).default(["source", "label"]),
});
export type Preferences = z.output<typeof preferences>;

const initial: Preferences = {
  theme: "system",
  zone: "local",
  singleKeys: true,
  railOpen: null,
  inspectorWidthPx: 384,
  pictures: "light",
  facetsOpen: true,
  annotator: null,
  facetsFolded: ["source", "label"],
};

const store = stored("preferences", 1, preferences, initial);

export const usePreferences = create<Preferences>(() => store.read());

/** Changes some preferences and keeps them. */
export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  store.write(usePreferences.getState());
}
