import { useCallback, useEffect, useRef, useState } from "react";
import type { ExportFormat, SqlSchema } from "../../../shared/contract/sql.js";
import { failureOf, useEngineQuery } from "../../data/engine.js";
import { usePlatform } from "../../data/platform-context.js";
import { showAlert } from "../../state/alerts.js";
import { currentRoute, navigate, useRoute } from "../../state/navigation.js";
import { draftRoute, forget, readHistory, remember, sqlRoute, statementOf } from "../../state/sql-statements.js";
import { Button } from "../../ui/Button.js";
import { Menu } from "../../ui/Menu.js";
import { Splitter } from "../../ui/Splitter.js";
import { Tabs } from "../../ui/Tabs.js";
import text from "../../ui/text.module.css";
import { HistoryPanel } from "./HistoryPanel.js";
import { Result } from "./Result.js";
import { RunState } from "./RunState.js";
import { SchemaPanel } from "./SchemaPanel.js";
import { SqlEditor, type SqlEditorHandle } from "./SqlEditor.js";
import styles from "./sql.module.css";
import { useSqlRun } from "./use-sql-run.js";

const NO_TABLES: SqlSchema = [];
const EDITOR_PX = { initial: 176, min: 84, max: 560 } as const;

/** A read-only console over the workspace's tables. */
export function SqlView() {
  const route = useRoute();
  const platform = usePlatform();
  const named = route.page === "sql" ? statementOf(route) : "";
  const schema = useEngineQuery("sql.schema", {}, { keepPrevious: true });
  const { state, run, cancel } = useSqlRun();
  const [history, setHistory] = useState(readHistory);
  const [panel, setPanel] = useState<"schema" | "history">("schema");
  const [heightPx, setHeightPx] = useState<number>(EDITOR_PX.initial);
  const [statement, setStatement] = useState(named ?? "");
  const [look, setLook] = useState<"table" | "chart">("table");
  const [saving, setSaving] = useState<AbortController | null>(null);
  const editor = useRef<SqlEditorHandle | null>(null);
  const shown = useRef(named ?? "");

  const start = useCallback(
    (sql: string) => {
      if (sql.trim() === "") return;
      setHistory(remember(sql, Date.now()));
      shown.current = sql;
      navigate(sqlRoute(sql), { replace: true });
      run(sql);
    },
    [run],
  );
  const put = (sql: string) => {
    editor.current?.replace(sql);
    start(sql);
  };
  const change = (sql: string) => {
    setStatement(sql);
    shown.current = sql;
    navigate(draftRoute(sql), { replace: true });
  };

  // A statement that comes with the address: by a link, a command, or the way back.
  useEffect(() => {
    // The address as it is now: while one types fast, that of this rendering is an older one.
    const now = currentRoute();
    const present = now.page === "sql" ? statementOf(now) : null;
    if (present === null || present === shown.current) return;
    shown.current = present;
    editor.current?.replace(present);
  }, [named]);
  // What was run here before shows its rows again; a stranger's link runs nothing by itself.
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    if (named !== null && readHistory().some((entry) => entry.sql === named)) run(named);
  }, [named, run]);

  const save = async (format: ExportFormat, redact: boolean) => {
    const leave = new AbortController();
    setSaving(leave);
    try {
      const saved = await platform.saveRows({ sql: statement, format, redact }, leave.signal);
      const how = redact ? "redacted" : "as it is, nothing was taken out";
      if (saved !== null) showAlert({ tone: "notice", title: `Saved ${saved}, ${how}` });
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code !== "CANCELLED") showAlert({ tone: "error", title: "The rows could not be saved", ...failure });
    } finally {
      setSaving(null);
    }
  };

  const empty = statement.trim() === "";
  const failedAt = state.status === "failed" && state.sql === statement ? (state.error.column ?? null) : null;
  return (
    <div className={styles.view}>
      <h1 className={text.visuallyHidden}>SQL</h1>
      <aside className={styles.side} aria-label="Tables and history">
        <Tabs
          label="Tables and history"
          items={[
            { id: "schema", label: "Tables" },
            { id: "history", label: "History", count: history.length },
          ]}
          value={panel}
          onChange={setPanel}
          panelClassName={styles.sidePanel}
        >
          {panel === "schema" ? (
            <SchemaPanel schema={schema.data ?? NO_TABLES} onInsert={(name) => editor.current?.insert(name)} />
          ) : (
            <HistoryPanel entries={history} onRun={put} onDelete={(sql) => setHistory(forget(sql))} />
          )}
        </Tabs>
      </aside>
      <section className={styles.center} aria-label="SQL">
        <div className={styles.top} style={{ height: heightPx }}>
          <SqlEditor
            initial={statement}
            schema={schema.data ?? NO_TABLES}
            errorAt={failedAt}
            handle={editor}
            onChange={change}
            onRun={start}
          />
        </div>
        <Splitter
          label="Height of the editor"
          orientation="horizontal"
          value={heightPx}
          {...EDITOR_PX}
          onChange={setHeightPx}
        />
        <div className={styles.toolbar}>
          {state.status === "running" ? (
            <Button onClick={cancel}>Cancel</Button>
          ) : (
            <Button look="primary" chord="Mod+Enter" disabled={empty} onClick={() => start(statement)}>
              Run
            </Button>
          )}
          <RunState state={state} look={look} onLook={setLook} />
          <span className={text.space} />
          {saving === null ? (
            <Menu
              label="Save the rows"
              trigger={
                <Button look="quiet" icon="download" disabled={empty}>
                  Save rows
                </Button>
              }
              items={[
                { id: "csv", label: "All rows as CSV, not redacted", onSelect: () => void save("csv", false) },
                {
                  id: "parquet",
                  label: "All rows as Parquet, not redacted",
                  onSelect: () => void save("parquet", false),
                },
                { id: "redactedCsv", label: "Redacted, as CSV", onSelect: () => void save("csv", true) },
                { id: "redactedParquet", label: "Redacted, as Parquet", onSelect: () => void save("parquet", true) },
              ]}
            />
          ) : (
            <Button look="quiet" onClick={() => saving.abort()}>
              Stop saving
            </Button>
          )}
        </div>
        {named === null && empty ? (
          <p className={styles.hint}>The statement of this link is kept in another browser, or not any more.</p>
        ) : null}
        <Result state={state} look={look} onExample={put} onRetry={() => start(statement)} />
      </section>
    </div>
  );
}
