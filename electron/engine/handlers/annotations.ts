import { randomUUID } from "node:crypto";
import type { annotationsContract } from "../../../shared/contract/annotations.js";
import { AppError } from "../../../shared/contract/errors.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import type { ParsedInputOf } from "../../../shared/contract/procedure.js";
import { annotationIdOf, type OwnAnnotation } from "../../../shared/model/own-annotation.js";
import { readOwnAnnotations } from "../changes/own-annotations.js";
import { countAnnotations } from "../queries/annotations/counts.js";
import { listLabels } from "../queries/annotations/labels.js";
import { listAnnotations, listPassages } from "../queries/annotations/list.js";
import { findPlaces, type FoundPlaces } from "../queries/annotations/places.js";
import type { Workspace } from "./open-workspace.js";

type Bulk = ParsedInputOf<(typeof annotationsContract)["annotation.bulk"]>;

export function annotationsHandlers(workspace: Workspace): Handlers<typeof annotationsContract> {
  const { changes, database, revision } = workspace;
  return {
    "annotation.list": (input, { signal }) => database.read((session) => listAnnotations(session, input), signal),
    "annotation.passages": ({ hashes }, { signal }) =>
      database.read((session) => listPassages(session, hashes ?? null), signal),
    "annotation.labels": ({ limit }, { signal }) => database.read((session) => listLabels(session, limit), signal),
    "annotation.counts": ({ traceIds }, { signal }) =>
      database.read((session) => countAnnotations(session, traceIds), signal),
    "annotation.bulk": async (input, { signal }) => {
      const { wanted, there, beyond } = await database.read(async (session) => {
        const found: FoundPlaces =
          input.to.type === "places" ? { places: input.to.places, beyond: 0 } : await findPlaces(session, input.to);
        const each = annotationsOf(input, found);
        return { wanted: each, there: await readOwnAnnotations(session, [...each.keys()]), beyond: found.beyond };
      }, signal);
      const known = new Map(there.map((one) => [one.id, one]));
      const put = [...wanted.values()].filter((one) => !saysTheSame(one, known.get(one.id)));
      const change = {
        command: "annotation.set" as const,
        put: input.remove ? [] : put,
        remove: input.remove ? [...known.keys()] : [],
      };
      const changed = change.put.length + change.remove.length;
      const already = wanted.size - changed;
      if (changed === 0) return { seq: null, changed, already, beyond };
      const seq = await changes.apply(change);
      revision.bump("change");
      return { seq, changed, already, beyond };
    },
  };
}

/** The one thing said of each place, by id. */
function annotationsOf({ said, by, remove }: Bulk, { places }: FoundPlaces): Map<string, OwnAnnotation> {
  if (remove && said.kind === "note") {
    throw new AppError("INVALID_INPUT", "Notes are taken back one by one.", {
      hint: "Undo takes back all of a change.",
    });
  }
  return new Map(
    places.map((about) => {
      const id = annotationIdOf(about, said, randomUUID());
      return [id, { id, about, said, by }];
    }),
  );
}

function saysTheSame(one: OwnAnnotation, other: OwnAnnotation | undefined): boolean {
  return other !== undefined && JSON.stringify(one.said) === JSON.stringify(other.said);
}
