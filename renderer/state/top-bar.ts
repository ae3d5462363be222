import { create } from "zustand";

/** The place in the top bar that the page of a trace fills: the way back, and a search box that means this trace. */
export const useTopBar = create<{ readonly place: HTMLElement | null }>(() => ({ place: null }));

/** For the `ref` of the element that is that place. */
export function setTopBarPlace(place: HTMLElement | null): void {
  useTopBar.setState({ place });
}
