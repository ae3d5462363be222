import { rules as preset } from "@secretlint/secretlint-rule-preset-recommend";
import { always, asItIs, type Find, placesOf, type RedactionRule } from "../rule.js";
import { KEY_FORMS } from "./key-forms.js";

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

/** The password in `redis://:password@host` and `amqp://name:password@host`, also where the host has no dot. */
const LOGIN = /(?<=[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{0,100}:)[^\s/:@"'<>{}$]{2,200}(?=@[^\s@])/gi;

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
      finds = [...placesOf(KEY_FORMS, text, always), ...placesOf(LOGIN, text, always)];
      if (HINT.test(text)) {
        for (const check of checks)
          void check.file?.({ content: text, contentType: "text", filePath: undefined, ext: "" });
      }
      return finds;
    };
  },
};
