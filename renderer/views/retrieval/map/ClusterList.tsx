import type { MapAnswer } from "../../../../shared/contract/vectors.js";
import { formatNumber } from "../../../lib/format.js";
import { classes } from "../../../lib/classes.js";
import { nameOf } from "./labels.js";
import styles from "./map.module.css";
import { countedKind } from "./words.js";

interface ClusterListProps {
  readonly map: MapAnswer;
  /** Id of the one that is picked, as the lasso of the address. */
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
}

/** Holes in the knowledge base, then the clusters with the words that set them apart. A click catches one. */
export function ClusterList({ map, picked, onPick }: ClusterListProps) {
  const loose = map.cluster.reduce((count, cluster) => count + (cluster < 0 ? 1 : 0), 0);
  return (
    <section className={styles.side} aria-label="Clusters">
      {map.holes.length === 0 ? null : (
        <>
          <h3>
            No document near <span>cosine distance over {map.holeGap?.toFixed(2) ?? "?"}</span>
          </h3>
          <ul>
            {map.holes.map((hole, place) => (
              <Entry
                key={`hole ${hole.points[0]}`}
                id={`hole ${place}`}
                name={nameOf(hole.words)}
                said={`${countedKind(hole.points.length, "query")}, nearest document ${hole.distance.toFixed(2)} away`}
                picked={picked}
                onPick={onPick}
              />
            ))}
          </ul>
        </>
      )}
      <h3>
        Clusters <span>{map.clusters.length}</span>
      </h3>
      {map.clusters.length === 0 ? <p>Too few points lie close together for a cluster.</p> : null}
      <ul>
        {map.clusters
          .toSorted((one, other) => other.points - one.points)
          .map((cluster) => (
            <Entry
              key={cluster.id}
              id={`cluster ${cluster.id}`}
              name={nameOf(cluster.words)}
              said={[
                cluster.queries === 0 ? "" : countedKind(cluster.queries, "query"),
                cluster.documents === 0 ? "" : countedKind(cluster.documents, "document"),
                cluster.answers === 0 ? "" : countedKind(cluster.answers, "answer"),
                otherTexts(cluster),
              ]
                .filter((part) => part !== "")
                .join(", ")}
              picked={picked}
              onPick={onPick}
            />
          ))}
      </ul>
      {loose === 0 ? null : <p>{formatNumber(loose)} points lie in no cluster.</p>}
    </section>
  );
}

function otherTexts({ points, queries, documents, answers }: MapAnswer["clusters"][number]): string {
  const rest = points - queries - documents - answers;
  return rest <= 0 ? "" : countedKind(rest, "text");
}

interface EntryProps {
  readonly id: string;
  readonly name: string;
  readonly said: string;
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
}

function Entry({ id, name, said, picked, onPick }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={picked === id}
        className={classes(styles.entry, picked === id && styles.picked)}
        onClick={() => onPick(id)}
      >
        <b>{name === "" ? "no words of its own" : name}</b>
        <span>{said}</span>
      </button>
    </li>
  );
}
