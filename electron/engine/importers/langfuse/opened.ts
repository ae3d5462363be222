const MOST_LAYERS = 3;

/**
 * A value out of the JSON strings that it may be wrapped in, up to three layers. Text that holds no structure, and text
 * that is no JSON, stays as it stands.
 */
export function opened(value: unknown): unknown {
  let current = value;
  for (let layer = 0; layer < MOST_LAYERS && typeof current === "string"; layer++) {
    if (!/^\s*["[{]/.test(current)) return value;
    try {
      current = JSON.parse(current) as unknown;
    } catch {
      return value;
    }
  }
  return typeof current === "object" && current !== null ? current : value;
}

/** Text that was encoded twice with one layer less; a structure inside stays the text that it is. */
export function withoutOuterLayer(value: unknown): unknown {
  let current = value;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    if (typeof current !== "string" || !/^"\s*(\\?["[{])/.test(current)) return current;
    try {
      current = JSON.parse(current) as unknown;
    } catch {
      return current;
    }
  }
  return current;
}
