import { useEffect } from "react";
import { type EngineClient, failureOf, useEngine, useEngineQuery } from "../data/engine.js";
import { showAlert } from "../state/alerts.js";
import { useDerivation } from "../state/derivation.js";
import { useImport } from "../state/imports.js";

/**
 * Derives the workspace again when it was read by an older Skein or with other prices. What is there stays to be seen
 * meanwhile. A derivation that fails is not tried again until the workspace changes.
 */
export function useFollowMapping(): void {
  const { client } = useEngine();
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const importing = useImport((state) => state.current?.status === "running");
  const due = info.data !== undefined && info.data.outdated && info.data.readOnly === null && !importing;
  const revision = info.data?.revision;
  useEffect(() => {
    if (due && useDerivation.getState().current === null) void derive(client);
  }, [client, due, revision]);
}

async function derive(client: EngineClient): Promise<void> {
  useDerivation.setState({ current: { spansDone: 0, spansTotal: 0 } });
  try {
    for await (const { spansDone, spansTotal } of client.subscribe("derive.run", { onlyIfOutdated: true })) {
      useDerivation.setState({ current: { spansDone, spansTotal } });
    }
  } catch (error) {
    showAlert({ tone: "error", title: "The traces could not be derived again", ...failureOf(error) });
  } finally {
    useDerivation.setState({ current: null });
  }
}
