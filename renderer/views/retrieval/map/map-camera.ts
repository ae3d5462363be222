import { viewOf, type Area, type Bounds, type View } from "./camera.js";

/** Where one looks at the map. It lives beside React: a move paints, and renders nothing. */
export class MapCamera {
  #view: View;
  #area: Area = { widthPx: 0, heightPx: 0 };
  #bounds: Bounds;
  /** Nobody moved it yet: it follows the window's size. */
  #whole = true;
  readonly #listeners = new Set<() => void>();

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
    this.#view = viewOf(bounds, { widthPx: 1, heightPx: 1 });
  }

  get view(): View {
    return this.#view;
  }
  get area(): Area {
    return this.#area;
  }
  get bounds(): Bounds {
    return this.#bounds;
  }
  get isWhole(): boolean {
    return this.#whole;
  }
  /** Against the view of the whole map. */
  get zoom(): number {
    return this.#view.pxPerUnit / viewOf(this.#bounds, this.#area).pxPerUnit;
  }

  set(view: View): void {
    this.#view = view;
    this.#whole = false;
    this.#tell();
  }

  showWhole(): void {
    this.#view = viewOf(this.#bounds, this.#area);
    this.#whole = true;
    this.#tell();
  }

  /** Takes the picture's size; what is in the middle stays there. */
  resize(area: Area): void {
    if (area.widthPx === this.#area.widthPx && area.heightPx === this.#area.heightPx) return;
    const zoom = this.#area.widthPx === 0 ? 1 : this.zoom;
    this.#area = area;
    const whole = viewOf(this.#bounds, area);
    this.#view = this.#whole ? whole : { ...this.#view, pxPerUnit: whole.pxPerUnit * zoom };
    this.#tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
