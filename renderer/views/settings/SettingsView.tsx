import { useState } from "react";
import { useEngineQuery } from "../../data/engine.js";
import { usePlatform } from "../../data/platform-context.js";
import { formatDateTime, formatBytes, zoneName } from "../../lib/format.js";
import { setPreferences, usePreferences } from "../../state/preferences.js";
import { Checkbox } from "../../ui/Checkbox.js";
import { ColumnPage } from "../../ui/ColumnPage.js";
import { Segmented } from "../../ui/Segmented.js";
import { Departures } from "./Departures.js";
import { Prices } from "./Prices.js";
import { Redaction } from "./Redaction.js";
import { Setting } from "./Setting.js";
import styles from "./SettingsView.module.css";

const ZONE_NAME = Intl.DateTimeFormat().resolvedOptions().timeZone;

function localLabel(): string {
  const offset = zoneName("local");
  return ZONE_NAME === offset ? `Local (${offset})` : `Local (${ZONE_NAME}, ${offset})`;
}

/** How the page looks and behaves for this reader, and what it runs on. */
export function SettingsView() {
  const { theme, zone, singleKeys, annotator } = usePreferences();
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const platform = usePlatform();
  const [nowMs] = useState(() => Date.now());
  return (
    <ColumnPage title="Settings">
      <Setting label="Theme" hint="System follows the light and dark setting of this machine.">
        <Segmented
          label="Theme"
          value={theme}
          onChange={(next) => setPreferences({ theme: next })}
          items={[
            { id: "system", label: "System" },
            { id: "light", label: "Light" },
            { id: "dark", label: "Dark" },
          ]}
        />
      </Setting>
      <Setting
        label="Time zone"
        hint={`Times are shown so: ${formatDateTime(nowMs, zone)}. Searches by time mean the same zone.`}
      >
        <Segmented
          label="Time zone"
          value={zone}
          onChange={(next) => setPreferences({ zone: next })}
          items={[
            { id: "local", label: localLabel() },
            { id: "utc", label: "UTC" },
          ]}
        />
      </Setting>
      <Setting label="Keys">
        <Checkbox
          checked={singleKeys}
          onChange={(checked) => setPreferences({ singleKeys: checked })}
          hint="j, k, e, n, / and the like. Keys with Ctrl or Cmd always work."
        >
          Single-key shortcuts
        </Checkbox>
      </Setting>
      <Setting
        label="Your name"
        hint="It stands under your notes, labels and judgements from now on, in reports and exports too."
      >
        <input
          className={styles.name}
          aria-label="Your name"
          value={annotator ?? ""}
          placeholder={info.data?.userName ?? ""}
          maxLength={200}
          onChange={(event) => setPreferences({ annotator: event.currentTarget.value || null })}
        />
      </Setting>
      <Setting label="Prices">
        <Prices />
      </Setting>
      <Setting label="Redaction">
        <Redaction />
      </Setting>
      <Setting label="What left">
        <Departures />
      </Setting>
      <h2 className={styles.head}>About</h2>
      <dl className={styles.pairs}>
        <dt>Skein</dt>
        <dd>{info.data?.engine.version ?? "–"}</dd>
        <dt>DuckDB</dt>
        <dd>{info.data?.engine.duckdb ?? "–"}</dd>
        <dt>Node</dt>
        <dd>{info.data?.engine.node ?? "–"}</dd>
        <dt>Runs in</dt>
        <dd>{platform.kind === "electron" ? "its own window" : "a browser"}</dd>
        {info.data === undefined ? null : (
          <>
            <dt>Workspace</dt>
            <dd>
              {info.data.name}, {formatBytes(info.data.sizeBytes)}
            </dd>
          </>
        )}
      </dl>
      <p className={styles.note}>Skein makes no connection to anything but its own engine.</p>
    </ColumnPage>
  );
}
