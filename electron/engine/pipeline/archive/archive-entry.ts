/** A file of an archive. Its stream can be read once, before the next entry is asked for; what is not read is passed over. */
export interface ArchiveEntry {
  readonly name: string;
  /** Throws CORRUPT_FILE. */
  readonly stream: AsyncIterable<Uint8Array>;
}
