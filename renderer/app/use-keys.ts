import { useEffect } from "react";
import { commandOfKey, runCommand } from "../state/commands.js";

/** The one listener for keys: what a key means is in the list of commands. */
export function useKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = commandOfKey(event);
      if (command !== null && runCommand(command)) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
