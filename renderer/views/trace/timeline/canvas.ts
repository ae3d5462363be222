/**
 * Sizes a canvas to the device's pixels and gives a context that counts in CSS pixels; null where there is nothing to
 * draw on.
 */
export function prepareCanvas(
  canvas: HTMLCanvasElement | null,
  widthPx: number,
  heightPx: number,
): CanvasRenderingContext2D | null {
  if (canvas === null || widthPx <= 0 || heightPx <= 0) return null;
  const scale = devicePixelRatio;
  const width = Math.round(widthPx * scale);
  const height = Math.round(heightPx * scale);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d", { alpha: false });
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}
