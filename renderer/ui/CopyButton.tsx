import { useEffect, useState } from "react";
import { copyText } from "../lib/clipboard.js";
import { Button } from "./Button.js";
import { IconButton } from "./IconButton.js";

export interface CopyButtonProps {
  /** What is copied; a function where it has to be fetched first. */
  readonly text: string | (() => string | Promise<string>);
  readonly label: string;
  /** A square button in a row or head; else a quiet button with its label. */
  readonly square?: boolean;
  readonly look?: "plain" | "quiet";
  readonly size?: "normal" | "small";
}

/** Copies a text and says so for two seconds. */
export function CopyButton({ text, label, square = false, look = "quiet", size = "normal" }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await copyText(typeof text === "string" ? text : await text());
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  };
  const icon = outcome === "copied" ? "check" : "copy";
  const name = outcome === "copied" ? "Copied" : outcome === "failed" ? "Could not copy" : label;
  return square ? (
    <IconButton icon={icon} label={name} look={look} size={size} onClick={() => void copy()} />
  ) : (
    <Button look={look} icon={icon} onClick={() => void copy()}>
      {name}
    </Button>
  );
}
