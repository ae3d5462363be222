import styles from "./table.module.css";

/** A file's name; the folder that it came with stands dim before it. */
export function FileName({ name }: { readonly name: string }) {
  const cut = name.lastIndexOf("/") + 1;
  return (
    <span className={styles.name} title={name}>
      {cut === 0 ? null : <span className={styles.folder}>{name.slice(0, cut)}</span>}
      {name.slice(cut)}
    </span>
  );
}
