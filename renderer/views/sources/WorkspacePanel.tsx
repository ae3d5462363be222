import { useEffect, useState } from "react";
import { failureOf, useEngineQuery } from "../../data/engine.js";
import type { RecentWorkspace, WorkspaceActions } from "../../data/platform.js";
import { usePlatform } from "../../data/platform-context.js";
import { formatCounted } from "../../lib/format.js";
import { showAlert } from "../../state/alerts.js";
import { Button } from "../../ui/Button.js";
import { Icon } from "../../ui/Icon.js";
import { IconButton } from "../../ui/IconButton.js";
import { Menu, type MenuItem } from "../../ui/Menu.js";
import { CompactDialog } from "./CompactDialog.js";
import styles from "./WorkspacePanel.module.css";

/** Which workspace is open, what can be done with its file, and which ones were open before. */
export function WorkspacePanel() {
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const { workspace } = usePlatform();
  const [compacting, setCompacting] = useState(false);
  const readOnly = info.data !== undefined && info.data.readOnly !== null;
  const compact: MenuItem = {
    id: "compact",
    label: "Compact…",
    disabled: readOnly || info.data?.sources === 0,
    onSelect: () => setCompacting(true),
  };
  return (
    <section aria-labelledby="workspace-head">
      <h2 className={styles.head} id="workspace-head">
        Workspace
      </h2>
      {info.data === undefined ? null : (
        <div className={styles.present}>
          <Icon name="nav-sources" size={14} />
          <div className={styles.words}>
            <div className={styles.name}>{info.data.name}</div>
            <div className={styles.hint}>
              {info.data.sources === 0
                ? "nothing in it yet"
                : `${formatCounted(info.data.sources, "source")}, ${formatCounted(info.data.spans, "span")}`}
            </div>
          </div>
        </div>
      )}
      {workspace === null ? (
        <div className={styles.verbs}>
          <SaveCopy disabled={info.data === undefined || info.data.sources === 0} />
          <Button look="quiet" disabled={compact.disabled === true} onClick={() => setCompacting(true)}>
            Compact…
          </Button>
        </div>
      ) : (
        <>
          <div className={styles.verbs}>
            <Button look="quiet" onClick={() => void workspace.open()}>
              Open workspace…
            </Button>
            <Button look="quiet" onClick={() => void workspace.create()}>
              New
            </Button>
            <Button look="quiet" onClick={() => void workspace.saveAs()}>
              Save as…
            </Button>
            <Menu
              label="More for the workspace"
              trigger={<IconButton icon="more" label="More for the workspace" size="small" />}
              items={[...moreItems(workspace, info.data?.readOnly === "asked"), compact, deleteItem(workspace)]}
            />
          </div>
          <Recent workspace={workspace} />
        </>
      )}
      <CompactDialog open={compacting} onClose={() => setCompacting(false)} />
    </section>
  );
}

/** In a browser the file is fetched as a download: a workspace without a name is gone when the server ends. */
function SaveCopy({ disabled }: { readonly disabled: boolean }) {
  const { downloadWorkspace } = usePlatform();
  const [busy, setBusy] = useState(false);
  if (downloadWorkspace === null) return null;
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      await downloadWorkspace(new AbortController().signal);
    } catch (error) {
      showAlert({ tone: "error", title: "The workspace was not saved", ...failureOf(error) });
    }
    setBusy(false);
  };
  return (
    <Button look="quiet" disabled={disabled || busy} onClick={() => void save()}>
      Save a copy
    </Button>
  );
}

function moreItems(workspace: WorkspaceActions, offersChanges: boolean): MenuItem[] {
  return [
    { id: "read", label: "Open read-only…", onSelect: () => void workspace.open(true) },
    ...(offersChanges ? [{ id: "change", label: "Allow changes", onSelect: () => void workspace.allowChanges() }] : []),
    { id: "reveal", label: "Show in folder", onSelect: () => void workspace.reveal() },
  ];
}

function deleteItem(workspace: WorkspaceActions): MenuItem {
  return { id: "delete", label: "Delete…", onSelect: () => void workspace.remove() };
}

function Recent({ workspace }: { readonly workspace: WorkspaceActions }) {
  const [recent, setRecent] = useState<readonly RecentWorkspace[]>([]);
  useEffect(() => {
    let wanted = true;
    void workspace.recent().then((list) => {
      if (wanted) setRecent(list);
    });
    return () => {
      wanted = false;
    };
  }, [workspace]);
  if (recent.length === 0) return null;
  return (
    <>
      <h3 className={styles.head} id="recent-head">
        Recent
      </h3>
      <ul className={styles.recent} aria-labelledby="recent-head">
        {recent.slice(0, 5).map((one, place) => (
          <li key={`${one.folder}/${one.name}`}>
            <button type="button" className={styles.entry} onClick={() => void workspace.openRecent(place)}>
              <span className={styles.name}>{one.name}</span>
              <span className={styles.hint} title={one.folder}>
                {one.folder}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
