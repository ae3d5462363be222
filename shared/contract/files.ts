/** A file that the user chose, as the engine reads it: from the disk, or as bytes that somebody else reads for it. */
export type FileRef =
  | { readonly kind: "path"; readonly path: string; readonly name: string }
  | {
      readonly kind: "stream";
      readonly name: string;
      /** Null where nobody knows before the end. */
      readonly bytes: number | null;
      /** Can be read once. Ending the iteration early tells the sender to stop. */
      readonly stream: AsyncIterable<Uint8Array>;
    };
