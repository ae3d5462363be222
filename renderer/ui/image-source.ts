/** Kinds of pictures that a browser only draws: SVG may hold more and is never shown as a picture. */
const DATA_URI = /data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,[A-Za-z0-9+/=_-]+/i;
/** How base64 of a picture begins, by its kind. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^iVBORw0KGgo/, "png"],
  [/^\/9j\//, "jpeg"],
  [/^R0lGOD/, "gif"],
  [/^UklGR/, "webp"],
];

/** The picture in a text as a data URI; null where the text only says where one is: nothing is ever fetched. */
export function imageSource(text: string): string | null {
  const trimmed = text.trim();
  const uri = DATA_URI.exec(trimmed)?.[0];
  if (uri !== undefined) return uri;
  const kind = BEGINNINGS.find(([pattern]) => pattern.test(trimmed))?.[1];
  return kind !== undefined && /^[A-Za-z0-9+/=\s]+$/.test(trimmed) ? `data:image/${kind};base64,${trimmed}` : null;
}

/** Whether the beginning of a text looks as if a picture is in it. */
export function beginsImage(start: string): boolean {
  return imageSource(start) !== null;
}
