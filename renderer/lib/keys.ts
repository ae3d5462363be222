/** A chord as commands name it: "j", "Mod+K", "Shift+Mod+Z", "F3", "Enter". `Mod` is Cmd on a Mac and Ctrl elsewhere. */
export type Chord = string;

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export const IS_MAC = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);

/** The chord of a key press. Shift is named only with Mod, or where it does not change the character. */
export function chordOf(press: KeyPress, mac = IS_MAC): Chord {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  const named = press.key.length > 1;
  const key = mod && !named ? press.key.toUpperCase() : press.key === " " ? "Space" : press.key;
  const parts: string[] = [];
  if (other) parts.push("Other");
  if (press.altKey) parts.push("Alt");
  if (press.shiftKey && (mod || named)) parts.push("Shift");
  if (mod) parts.push("Mod");
  parts.push(key);
  return parts.join("+");
}

const SHOWN: Readonly<Record<string, string>> = {
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** The keys of a chord as they are printed on caps: ["Ctrl", "K"]. */
export function keyCaps(chord: Chord, mac = IS_MAC): readonly string[] {
  // The last plus of a chord is the key itself.
  return chord.split(/\+(?!$)/).map((part) => {
    if (part === "Mod") return mac ? "⌘" : "Ctrl";
    if (part === "Alt") return mac ? "⌥" : "Alt";
    if (part === "Shift") return mac ? "⇧" : "Shift";
    return SHOWN[part] ?? part;
  });
}

/** True for chords of one plain character: those that the reader may switch off. */
export function isSingleKey(chord: Chord): boolean {
  return /^.$/u.test(chord);
}
