import { create } from "zustand";

interface AlertAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Alert {
  readonly id: number;
  /** Errors stay until they are dismissed; notices go by themselves. */
  readonly tone: "error" | "notice";
  readonly title: string;
  readonly message?: string | undefined;
  readonly hint?: string | undefined;
  readonly code?: string | undefined;
  /** True for a notice that stays until it is dismissed: what it says is needed later. */
  readonly stays?: boolean;
  readonly action?: AlertAction | undefined;
  /** A second one beside it: the way back from what was done. */
  readonly other?: AlertAction | undefined;
}

export const useAlerts = create<{ readonly alerts: readonly Alert[] }>(() => ({ alerts: [] }));

let nextId = 1;
const NOTICE_MS = 6000;
const MOST = 5;

/** Shows an error or a notice. Returns its id. An error that already stands there is not shown twice. */
export function showAlert(alert: Omit<Alert, "id">): number {
  const id = nextId++;
  useAlerts.setState(({ alerts }) => ({
    alerts: [
      ...alerts.filter((other) => !isSame(other, alert) && !(undoes(other) && undoes(alert))),
      { ...alert, id },
    ].slice(-MOST),
  }));
  if (alert.tone === "notice" && alert.stays !== true) setTimeout(() => dismissAlert(id), NOTICE_MS);
  return id;
}

type Shown = Omit<Alert, "id">;

function isSame(one: Shown, other: Shown): boolean {
  return one.title === other.title && one.message === other.message;
}

/** Undo takes back the last change: on the notice of the one before it would take back the wrong one. */
function undoes({ tone, action }: Shown): boolean {
  return tone === "notice" && action?.label === "Undo";
}

export function dismissAlert(id: number): void {
  useAlerts.setState(({ alerts }) => ({ alerts: alerts.filter((alert) => alert.id !== id) }));
}
