import { useState } from "react";
import type { RedactionOptions, RedactionRuleId, RuleCount } from "../../shared/model/redaction.js";
import { formatCounted, formatNumber } from "../lib/format.js";
import { Button } from "../ui/Button.js";
import { Checkbox } from "../ui/Checkbox.js";
import { withRule } from "./options.js";
import { RULE_WORDS, RULES_IN_ORDER } from "./rule-words.js";
import styles from "./RuleChecks.module.css";

interface RuleChecksProps {
  readonly options: RedactionOptions;
  readonly onSave: (next: RedactionOptions) => void;
  /** Undefined while it is counted. */
  readonly counts: readonly RuleCount[] | undefined;
}

/** The rules with what each has found; those that find nothing are folded. */
export function RuleChecks({ options, onSave, counts }: RuleChecksProps) {
  const [all, setAll] = useState(false);
  const placesOf = (rule: RedactionRuleId): number => counts?.find((count) => count.rule === rule)?.places ?? 0;
  const isTold = (rule: RedactionRuleId): boolean => {
    const { list } = RULE_WORDS[rule];
    return placesOf(rule) > 0 || options.off.includes(rule) || (list !== undefined && options[list].length > 0);
  };
  const shown = all ? RULES_IN_ORDER : RULES_IN_ORDER.filter(isTold);
  const folded = RULES_IN_ORDER.length - shown.length;
  return (
    <div>
      <ul className={styles.rules} aria-label="Rules">
        {shown.map((rule) => {
          const { label, list } = RULE_WORDS[rule];
          const isOn = !options.off.includes(rule);
          return (
            <li key={rule} className={styles.rule}>
              <Checkbox checked={isOn} onChange={(next) => onSave(withRule(options, rule, next))}>
                {label}
                <span className={styles.kind}>
                  {list === undefined ? "rule" : formatCounted(options[list].length, "entry", "entries")}
                </span>
              </Checkbox>
              <span className={isOn ? styles.count : styles.off}>
                {!isOn ? "stays" : counts === undefined ? "" : formatNumber(placesOf(rule))}
              </span>
            </li>
          );
        })}
      </ul>
      {folded === 0 && !all ? null : (
        <Button
          look="quiet"
          className={styles.more}
          icon={all ? "chevron-up" : "chevron-down"}
          onClick={() => setAll(!all)}
        >
          {all
            ? "Only rules that find something"
            : `${formatCounted(folded, shown.length === 0 ? "rule" : "more rule")}${counts === undefined ? "" : " found nothing"}`}
        </Button>
      )}
    </div>
  );
}
