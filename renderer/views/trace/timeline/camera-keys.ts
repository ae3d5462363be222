import type { KeyboardEvent } from "react";
import type { TimelineCamera } from "./camera.js";
import { panWindow, zoomWindow } from "./window.js";

/** The keys of every time view: `+ -` zoom, `0` shows all. True where the key was one of them. */
export function zoomByKey(camera: TimelineCamera, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const middle = (camera.window.fromNs + camera.window.toNs) / 2;
  if (event.key === "+" || event.key === "=") camera.set(zoomWindow(camera.window, camera.bounds, 1 / 1.5, middle));
  else if (event.key === "-") camera.set(zoomWindow(camera.window, camera.bounds, 1.5, middle));
  else if (event.key === "0") camera.set(camera.bounds);
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** `← →` pan by a part of what is shown. True where the key was one of them. */
export function panByKey(camera: TimelineCamera, event: KeyboardEvent): boolean {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const length = camera.window.toNs - camera.window.fromNs;
  camera.set(panWindow(camera.window, camera.bounds, (event.key === "ArrowLeft" ? -0.15 : 0.15) * length));
  event.preventDefault();
  event.stopPropagation();
  return true;
}
