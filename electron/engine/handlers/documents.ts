import type { documentsContract } from "../../../shared/contract/documents.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import { differingWords } from "../analysis/documents/differing-words.js";
import { titleOf } from "../analysis/retrieval/title.js";
import { getDocument } from "../queries/documents/get.js";
import { listDocuments } from "../queries/documents/list.js";
import { documentTwins } from "../queries/documents/twins.js";
import { NearDuplicates } from "./near-duplicates.js";
import type { Workspace } from "./open-workspace.js";

export function documentsHandlers({ database }: Workspace): Handlers<typeof documentsContract> {
  const duplicates = new NearDuplicates(database);
  return {
    "document.list": async (input, { signal }) => {
      const isCompared = input.twins || input.only === "near" || input.sort === "twins";
      const near = isCompared ? await duplicates.find(signal) : null;
      return database.read((session) => listDocuments(session, input, near, titleOf), signal);
    },
    "document.get": (input, { signal }) => database.read((session) => getDocument(session, input, titleOf), signal),
    "document.twins": async (input, { signal }) => {
      const near = await duplicates.find(signal);
      return database.read((session) => documentTwins(session, input, near, differingWords, titleOf), signal);
    },
    "document.compare": async (_input, { signal }) => {
      const { texts, compared, left, ms } = await duplicates.find(signal);
      return { texts, compared, pairs: left.length, ms };
    },
  };
}
