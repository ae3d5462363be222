import { shadePieces } from "./search-model.js";
import styles from "./QueryEditor.module.css";
import text from "../../ui/text.module.css";

/** A search as it stands, in the colours of the search box. */
export function QueryText({ query }: { readonly query: string }) {
  if (query === "") return null;
  return (
    <div className={text.code}>
      {shadePieces(query, null).map((piece, index) => (
        <span key={index} className={styles[piece.shade]}>
          {piece.text}
        </span>
      ))}
    </div>
  );
}
