/** A sentence whose parts in backticks are set off; a backtick by itself stays. */
export function Quoted({ text }: { readonly text: string }) {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? <b key={index}>{part}</b> : part));
}
