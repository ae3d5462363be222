import { useEffect, useRef, useState } from "react";
import { useConnection, useEngine } from "../data/engine.js";
import { useDelayed } from "../lib/use-delayed.js";
import { Button } from "../ui/Button.js";
import { Icon } from "../ui/Icon.js";
import { Spinner } from "../ui/Spinner.js";
import styles from "./ConnectionBanner.module.css";

/** Says when the engine is being started again, came back, or is gone. The window goes on. */
export function ConnectionBanner() {
  const { client } = useEngine();
  const { status, error } = useConnection();
  const lost = useRef(false);
  const [back, setBack] = useState(false);
  const slow = useDelayed(status === "connecting", 1000);

  useEffect(() => {
    if (status === "restarting" || status === "gone") lost.current = true;
    if (status !== "connected" || !lost.current) return;
    lost.current = false;
    setBack(true);
    const timer = setTimeout(() => setBack(false), 5000);
    return () => clearTimeout(timer);
  }, [status]);

  if (status === "gone") {
    return (
      <div role="alert" className={styles.banner}>
        <span className={styles.error}>
          <Icon name="error" size={14} />
        </span>
        <span>
          {error?.message ?? "The engine stopped."} {error?.hint}
        </span>
        <Button onClick={() => client.reconnect()}>Try again</Button>
      </div>
    );
  }
  if (status === "restarting" || slow) {
    return (
      <div role="status" className={styles.banner}>
        <Spinner small />
        <span>
          {status === "restarting"
            ? "The engine stopped and is being restarted. What is stored is safe."
            : "Waiting for the engine."}
        </span>
      </div>
    );
  }
  return back ? (
    <div role="status" className={styles.banner}>
      <Icon name="info" size={14} />
      <span>The engine restarted. An import that was running has to be started again.</span>
    </div>
  ) : null;
}
