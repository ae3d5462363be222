import { useMemo } from "react";
import { MEMORY_ACTIONS, type MemoryListAnswer } from "../../../../shared/contract/memory.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatNumber } from "../../../lib/format.js";
import { navigate } from "../../../state/navigation.js";
import { ListTab } from "../list/ListTab.js";
import { useListWindow } from "../list/use-list-window.js";
import { useQuestion } from "../list/use-question.js";
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

/** Columns that give way in a narrow table, in this order. */
const GIVING_WAY = ["first", "agents", "last"];

/** What the selected spans read from memories and wrote to them. */
export function MemoryTab({ route }: TabProps) {
  const asked = memoryAsked(route);
  const { zone, selection, question: ofAll } = useQuestion(route.q, asked);
  const store = route.store === NAMELESS ? null : route.store;
  const question = useMemo(() => (store === undefined ? ofAll : { ...ofAll, store }), [ofAll, store]);
  const list = useListWindow("memory.list", question, READING);
  const stores = useEngineQuery("memory.stores", selection, { keepPrevious: true });
  const columns = useMemo(() => memoryColumns(zone), [zone]);
  const hidden = useMemo(() => (store === undefined ? [] : ["store"]), [store]);
  const answer = list.head.data;
  return (
    <ListTab
      route={route}
      label="Memory entries"
      one="memory entry"
      list={list}
      columns={columns}
      hidden={hidden}
      givingWay={GIVING_WAY}
      sort={{ id: asked.sort, descending: asked.descending }}
      keyOf={keyOf}
      filters={FILTERS}
      only={asked.only}
      question={question}
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
      renderInspector={(key, close) => (
        <MemoryInspector selection={selection} entryKey={key} zone={zone} onClose={close} />
      )}
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
