import { setPreferences, usePreferences } from "../state/preferences.js";
import { IconButton } from "../ui/IconButton.js";
import { Menu } from "../ui/Menu.js";
import type { PictureFormat } from "../ui/save-picture.js";

export interface SavePictureProps {
  /** What the button says: "Save the graph as a picture". */
  readonly label: string;
  readonly onSave: (format: PictureFormat) => void;
}

/** The menu that saves a picture of a view, and in which colours. */
export function SavePicture({ label, onSave }: SavePictureProps) {
  const pictures = usePreferences((preferences) => preferences.pictures);
  return (
    <Menu
      label={label}
      trigger={<IconButton icon="download" label={label} />}
      items={[
        { id: "svg", label: "Save as SVG", onSelect: () => onSave("svg") },
        { id: "png", label: "Save as PNG", onSelect: () => onSave("png") },
        {
          id: "screen",
          label: "Colours of the screen",
          checked: pictures === "screen",
          onSelect: () => setPreferences({ pictures: pictures === "screen" ? "light" : "screen" }),
        },
      ]}
    />
  );
}
