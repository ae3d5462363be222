import { writeIcons } from "./icons.mjs";

/**
 * Draws the icons before anything is packed: the repository holds none.
 * @param {{ packager: { buildResourcesDir: string } }} context of electron-builder
 */
export function beforePack({ packager }) {
  writeIcons(packager.buildResourcesDir);
}
