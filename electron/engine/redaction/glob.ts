/** True where `*` of the pattern stands for any signs and the rest is the text, without regard to case. */
export function isLike(pattern: string, text: string): boolean {
  const [first = "", ...parts] = pattern.toLowerCase().split("*");
  const signs = text.toLowerCase();
  const last = parts.pop();
  if (last === undefined) return signs === first;
  if (!signs.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = signs.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return signs.length - last.length >= at && signs.endsWith(last);
}
