/** A text cut to a width, for drawings that can't measure it: `characterPx` is the usual width of one. */
export function fitted(text: string, widthPx: number, characterPx: number): string {
  const most = Math.max(1, Math.floor(widthPx / characterPx));
  const characters = Array.from(text);
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}
