import { useMemo } from "react";
import type { Annotation } from "../../shared/contract/annotations.js";
import { type AnnotationAbout, annotationIdOf, type AnnotationSaid } from "../../shared/model/own-annotation.js";
import { failureOf, useEngine } from "../data/engine.js";
import { showAlert } from "../state/alerts.js";
import { runCommand } from "../state/commands.js";
import { useAuthor } from "./author.js";

export interface Annotate {
  /** Says something of a thing; with the id of what was said before, in its place. True once it is kept. */
  readonly say: (about: AnnotationAbout, said: AnnotationSaid, id?: string) => Promise<boolean>;
  /** Takes back what was said, and offers to undo that. */
  readonly takeBack: (said: Annotation, what: string) => Promise<boolean>;
}

/** How the reader says something of spans, traces, documents and texts. What can't be kept is told. */
export function useAnnotate(): Annotate {
  const { client } = useEngine();
  const by = useAuthor();
  return useMemo(() => {
    const failed = (title: string) => (error: unknown) => {
      showAlert({ tone: "error", title, ...failureOf(error) });
      return false;
    };
    return {
      say: (about, said, id) =>
        client
          .call("change.apply", {
            change: {
              command: "annotation.set",
              put: [{ id: id ?? annotationIdOf(about, said, crypto.randomUUID()), about, said, by }],
              remove: [],
            },
          })
          .then(() => true, failed("It could not be kept")),
      takeBack: (said, what) =>
        client.call("change.apply", { change: { command: "annotation.set", put: [], remove: [said.id] } }).then(() => {
          showAlert({
            tone: "notice",
            title: `${what} removed`,
            action: { label: "Undo", run: () => runCommand("undo") },
          });
          return true;
        }, failed("It could not be removed")),
    };
  }, [client, by]);
}
