import { chordFor, runCommand } from "../state/commands.js";
import { IconButton } from "../ui/IconButton.js";

/** Asks what of the screen goes into which incident. */
export function AddToIncidentButton() {
  return (
    <IconButton
      icon="nav-incidents"
      iconSize={16}
      label="Add to incident"
      chord={chordFor("add-to-incident")}
      onClick={() => runCommand("add-to-incident")}
    />
  );
}
