/** Control or a message that goes from one agent to another, as one span shows it. */
export interface Transfer {
  /** Null where it is the agent at work. */
  readonly from: string | null;
  readonly to: string;
  readonly type: "hands_off" | "invokes" | "sends";
  readonly rule: string;
  readonly evidence: string;
}
