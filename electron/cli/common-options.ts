/** Options that every command takes. */
export interface CommonOptions {
  readonly workspace?: string;
  readonly json?: boolean;
  /** The workspace is left as it is: not brought up, nothing written beside it. */
  readonly readOnly?: boolean;
}
