import { useMemo, useRef } from "react";
import { MEMORY_ACTIONS, type MemoryListAnswer } from "../../../../shared/contract/memory.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatNumber, zoneOffsetMinutes } from "../../../lib/format.js";
import { useElementWidth } from "../../../lib/use-element-width.js";
import { navigate } from "../../../state/navigation.js";
import { usePreferences } from "../../../state/preferences.js";
import { ListTab } from "../list/ListTab.js";
import { useListWindow } from "../list/use-list-window.js";
import type { TabProps } from "../tabs.js";
import { memoryColumns } from "./columns.js";
import { MemoryInspector } from "./MemoryInspector.js";
import { memoryAsked, rowOfPage, type MemoryRow } from "./model.js";
import { Stores } from "./Stores.js";

const READING = { rowOf: rowOfPage, keyOf };
const FILTERS = [
  { id: "all", label: "All" },
  { id: "unread", label: "Never read", hint: "written, and read in none of the selected spans" },
  { id: "unused", label: "Never used", hint: "read, and in no later prompt where that is known" },
  { id: "unwritten", label: "Only read", hint: "read, and written in none of the selected spans" },
] as const;
/** How an address names the store of what names none. */
const NAMELESS = "(none)";

/** What the selected spans read from memories and wrote to them. */
export function MemoryTab({ route }: TabProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const { sort, descending, only } = memoryAsked(route);
  const offset = zoneOffsetMinutes(zone);
  const store = route.store === NAMELESS ? null : route.store;
  const question = useMemo(
    () => ({
      query: route.q,
      sort,
      descending,
      only,
      zoneOffsetMinutes: offset,
      ...(store === undefined ? {} : { store }),
    }),
    [route.q, sort, descending, only, offset, store],
  );
  const list = useListWindow("memory.list", question, READING);
  const selection = { query: route.q, zoneOffsetMinutes: offset };
  const stores = useEngineQuery("memory.stores", selection, { keepPrevious: true });
  const center = useRef<HTMLDivElement>(null);
  const width = useElementWidth(center);
  const columns = useMemo(() => memoryColumns(zone), [zone]);
  const hidden = useMemo(
    () => new Set([...givingWay(width), ...(store === undefined ? [] : ["store"])]),
    [width, store],
  );
  const answer = list.head.data;
  return (
    <ListTab
      route={route}
      label="Memory entries"
      one="memory entry"
      list={list}
      columns={columns}
      hidden={hidden}
      sort={{ id: sort, descending }}
      keyOf={keyOf}
      onOpen={(row) => navigate({ ...route, selected: row.key }, { replace: true })}
      filters={FILTERS}
      only={only}
      question={question}
      center={center}
      words={answer === undefined ? null : <Words answer={answer} />}
      above={
        <Stores
          stores={stores.data ?? []}
          chosen={store}
          onChoose={(next) =>
            navigate({ ...route, store: next === null ? NAMELESS : next, selected: undefined }, { replace: true })
          }
        />
      }
      none={{
        title: "No memory was read or written in these traces",
        hint: "Shown are spans of kind memory, such as search_memory and upsert_memory, and the records that they name in gen_ai.memory.records.",
      }}
      inspector={
        route.selected === undefined ? null : (
          <MemoryInspector
            selection={selection}
            entryKey={route.selected}
            zone={zone}
            onClose={() => navigate({ ...route, selected: undefined }, { replace: true })}
          />
        )
      }
    />
  );
}

function Words({ answer: { entries, calls } }: { readonly answer: MemoryListAnswer }) {
  const count = (action: (typeof MEMORY_ACTIONS)[number]) => calls[MEMORY_ACTIONS.indexOf(action)] ?? 0;
  return (
    <>
      <b>{formatNumber(entries)}</b> {entries === 1 ? "entry" : "entries"}, {formatCounted(count("read"), "read")},{" "}
      {formatCounted(count("write"), "write")}
      {count("delete") > 0 ? `, ${formatCounted(count("delete"), "deletion")}` : ""}
      {count("other") > 0 ? `, ${formatCounted(count("other"), "other call")}` : ""}
    </>
  );
}

function keyOf(row: MemoryRow): string {
  return row.key;
}

/** Columns that give way in a narrow table. */
function givingWay(widthPx: number): readonly string[] {
  if (widthPx === 0 || widthPx >= 1080) return [];
  return widthPx >= 700 ? ["first"] : ["first", "agents", "last"];
}
