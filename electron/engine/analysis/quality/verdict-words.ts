/** What a label says: good, bad, something between, or nothing that Skein knows. */
export type Polarity = "good" | "bad" | "between" | "unknown";

/** Labels as evaluators write them, in lower case with one space between words. */
const GOOD = new Set(
  `relevant,highly relevant,very relevant,related,factual,grounded,supported,faithful,correct,accurate,right,pass,passed,allow,allowed,
  ok,good,yes,true,safe,non-toxic,unbiased,fair,helpful,useful,used,compliant,valid,success,succeeded,positive,clean,approve,approved,accept,accepted,
  complete,thumbs up,👍`
    .split(",")
    .map((word) => word.trim()),
);
const BAD = new Set(
  `irrelevant,unrelated,unsupported,hallucinated,hallucination,ungrounded,unfaithful,incorrect,inaccurate,wrong,fail,failed,failure,deny,denied,block,
  blocked,reject,rejected,refuse,refused,escalate,bad,no,false,unsafe,toxic,harmful,biased,unfair,unhelpful,useless,unused,violation,
  noncompliant,invalid,error,negative,triggered,flagged,incomplete,thumbs down,👎`
    .split(",")
    .map((word) => word.trim()),
);
const BETWEEN = new Set(
  `partially relevant,somewhat relevant,partly relevant,partial,partially correct,partly,mixed,neutral,warn,warning,modify,modified,maybe,unsure`
    .split(",")
    .map((word) => word.trim()),
);

/** What a label says, by its words: "not grounded" is the opposite of "grounded". */
export function polarityOf(label: string | null): Polarity {
  if (label === null) return "unknown";
  const words = label
    .toLowerCase()
    .replace(/[_\s]+/g, " ")
    .trim();
  if (BETWEEN.has(words)) return "between";
  if (GOOD.has(words)) return "good";
  if (BAD.has(words)) return "bad";
  const denied = /^(?:not|non|no|in|un)[ -](.+)$/.exec(words)?.[1];
  if (denied === undefined) return "unknown";
  if (GOOD.has(denied)) return "bad";
  return BAD.has(denied) ? "good" : "unknown";
}
