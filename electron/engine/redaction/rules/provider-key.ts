import { rules as preset } from "@secretlint/secretlint-rule-preset-recommend";
import { always, asItIs, type Find, placesOf, type RedactionRule } from "../rule.js";

/** As much of secretlint's rules (`SecretLintRuleCreator` of `@secretlint/types`) as is used here. */
interface SecretlintRule {
  readonly meta: { readonly id: string };
  create(
    context: SecretlintContext,
    options: Readonly<Record<string, unknown>>,
  ): { file?(source: SecretlintSource): unknown };
}
interface SecretlintContext {
  createTranslator(): () => object;
  report(found: { readonly range: readonly [number, number] }): void;
  ignore(): void;
}
interface SecretlintSource {
  readonly content: string;
  readonly contentType: "text";
  /** No file: rules that would read one by its name find nothing. */
  readonly filePath: undefined;
  readonly ext: "";
}

/** A comment in a text must not switch rules off; private keys have a rule of their own, which also finds ones cut off. */
const LEFT_OUT = /-(?:filter-comments|privatekey)$/;
const RULES = (preset as unknown as readonly SecretlintRule[]).filter((rule) => !LEFT_OUT.test(rule.meta.id));

/** What one of these is in is looked at by all rules of secretlint; a test holds this list to the rules that there are. */
const HINT =
  /A3T|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA|secret|account|x-oauth-basic|npm_|xox[bpaor]-|xapp-|hooks\.slack|:\/\/|sk-|sk_|rk_|SG\.|shp(?:pa|ca|at|ss)_|gh[pousr]_|github_pat|glpat-|glc_|glsa_|gsk_|hf_|lin_api|ntn_|ops_ey|hv[sbr]\.|vc[piark]|dapi|dckr_|figd_|cfk_|cfut_|cfat_|tskey-|private/i;

/** Keys of providers that agents often use, and secretlint does not know. */
const MORE = new RegExp(
  [
    "AIza[\\w-]{35}",
    "ya29\\.[\\w-]{20,1000}",
    "GOCSPX-[\\w-]{28}",
    "[sp]k-lf-[0-9a-f-]{36}",
    "sk-[A-Za-z0-9][\\w-]{19,250}",
    "xai-[A-Za-z0-9]{40,100}",
    "pplx-[A-Za-z0-9]{40,100}",
    "r8_[A-Za-z0-9]{37}",
    "lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}",
    "tvly-[\\w-]{20,100}",
    "pypi-AgEI[\\w-]{50,1000}",
    "SK[0-9a-f]{32}",
    "\\d{8,10}:AA[\\w-]{33}",
    "AccountKey=[A-Za-z0-9+/]{86}==",
    "https://(?:(?:ptb|canary)\\.)?discord(?:app)?\\.com/api/webhooks/\\d+/[\\w-]+",
  ]
    .map((source) => `(?<![\\w-])${source}(?![\\w-])`)
    .join("|"),
  "g",
);

/** Keys and tokens of the usual providers: secretlint's recommended rules, run here in memory, and some more. */
export const providerKey: RedactionRule = {
  id: "provider",
  certainty: 88,
  same: asItIs,
  finder: () => {
    let finds: Find[] = [];
    const context: SecretlintContext = {
      createTranslator: () => () => ({}),
      report: ({ range: [start, end] }) => void finds.push({ start, end }),
      ignore: () => undefined,
    };
    const checks = RULES.map((rule) => rule.create(context, { enableIDScanRule: true }));
    return (text) => {
      finds = placesOf(MORE, text, always);
      if (HINT.test(text)) {
        for (const check of checks)
          void check.file?.({ content: text, contentType: "text", filePath: undefined, ext: "" });
      }
      return finds;
    };
  },
};
