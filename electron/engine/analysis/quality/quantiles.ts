/** A quantile of sorted numbers, at least one, between the two that it lies between (type 7 of Hyndman and Fan, 1996: that of R and NumPy). */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
