import { chordFor, runCommand } from "../state/commands.js";
import { useRoute } from "../state/navigation.js";
import { setTopBarPlace } from "../state/top-bar.js";
import { IconButton } from "../ui/IconButton.js";
import { SearchBox } from "./SearchBox.js";
import styles from "./TopBar.module.css";

/** The search box and the help, over every view. The pages of a trace, of a conversation and of two runs bring their own. */
export function TopBar({ workspaceEmpty }: { readonly workspaceEmpty: boolean }) {
  const route = useRoute();
  return (
    <header className={styles.top}>
      {route.page === "trace" || route.page === "conversation" || route.page === "compare" ? (
        <div className={styles.place} ref={setTopBarPlace} />
      ) : (
        <SearchBox workspaceEmpty={workspaceEmpty} />
      )}
      <IconButton
        icon="help"
        iconSize={16}
        label="All keys"
        chord={chordFor("help")}
        onClick={() => runCommand("help")}
      />
    </header>
  );
}
