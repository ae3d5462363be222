import type { Redacted } from "../../shared/model/redaction.js";

/** What was taken out of a file, and what a second look at it found. */
export function redactionInWords({ places, dropped, leftovers }: Redacted): string {
  const left = dropped === 0 ? "" : `, ${dropped} ${dropped === 1 ? "attribute" : "attributes"} left out`;
  const again =
    leftovers === 0 ? "nothing more was found" : `${leftovers} more were found: look at them before it leaves`;
  return `Redacted in ${places} ${places === 1 ? "place" : "places"}${left}; looked through again, ${again}.`;
}
