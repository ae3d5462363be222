/**
 * Forms of keys that secretlint's rules do not know, or know only a part of: sources of regular expressions. What is not random enough for the
 * rule of random strings (hexadecimal, small letters only, short) needs a line here.
 */
const FORMS: readonly string[] = [
  // Clouds and where programs run.
  "AIza[\\w-]{35}",
  "ya29\\.[\\w-]{20,1000}",
  "GOCSPX-[\\w-]{28}",
  "1//0[\\w-]{40,200}",
  "(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[\\w+/=-]{50,4000}",
  "ABSK[\\w+/]{60,400}={0,2}",
  "AccountKey=[A-Za-z0-9+/]{86}==",
  "[\\w~.]{3}\\dQ~[\\w~.-]{31,34}",
  "do[opr]_v1_[0-9a-f]{64}",
  "sb[ps]_[0-9a-f]{40}",
  "sb_secret_[\\w-]{20,100}",
  "HRKU-[\\w-]{30,100}",
  "dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{40,80}",
  "\\w{14}\\.atlasv1\\.[\\w-]{60,80}",
  "pscale_(?:tkn|pw|oauth)_[\\w.-]{32,64}",
  // Models, vectors and what watches them.
  "[sp]k-lf-[0-9a-f-]{36}",
  "c?sk-[A-Za-z0-9][\\w-]{19,250}",
  "sk_[0-9a-f]{48}",
  "hf_[A-Za-z0-9]{30,40}",
  "api_org_[A-Za-z0-9]{30,40}",
  "nvapi-[\\w-]{40,100}",
  "xai-[A-Za-z0-9]{40,100}",
  "pplx-[A-Za-z0-9]{40,100}",
  "r8_[A-Za-z0-9]{37}",
  "tgp_v1_[\\w-]{43}",
  "fw_[A-Za-z0-9]{20,40}",
  "pcsk_[A-Za-z0-9_]{50,100}",
  "jina_[\\w-]{50,80}",
  "e2b_[0-9a-f]{40}",
  "fc-[0-9a-f]{32}",
  "tvly-[\\w-]{20,100}",
  "ls(?:v2_(?:pt|sk)|__)_?[0-9a-f]{32}(?:_[0-9a-f]{10})?",
  // Code and packages.
  "gl(?:pat|rt|dt|ft|cbt|ptt|imt|soat|agent|oas)-[\\w-]{20,300}(?:\\.[0-9a-z]{2}\\.[0-9a-z]{9})?",
  "pypi-AgEI[\\w-]{50,1000}",
  "rubygems_[0-9a-f]{48}",
  "ATATT3[\\w-]{50,300}(?:=[0-9A-F]{8})?",
  "AGE-SECRET-KEY-1[0-9A-Z]{58}",
  "\\$(?:apr1|2[abxy]|[156]|argon2(?:id|i|d))\\$[\\w./$=,+-]{20,200}",
  // Messages, mail and calls.
  "xox[a-z](?:\\.xox[a-z])?-[\\w-]{20,300}",
  "xapp-\\d-[\\w-]{20,200}",
  "https://hooks\\.slack\\.com/(?:services|workflows|triggers)/[\\w/-]{20,200}",
  "https://(?:(?:ptb|canary)\\.)?discord(?:app)?\\.com/api/webhooks/\\d+/[\\w-]+",
  "[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,40}",
  "\\d{8,10}:AA[\\w-]{33}",
  "SK[0-9a-f]{32}",
  "SG\\.[\\w-]{16,32}\\.[\\w-]{32,64}",
  "key-[0-9a-f]{32}",
  "[0-9a-f]{32}-us\\d{1,2}",
  // Business.
  "whsec_[\\w+/=-]{20,100}",
  "pat-(?:na|eu|ap)\\d-[0-9a-f-]{36}",
  "pat\\w{14}\\.[0-9a-f]{64}",
  "\\d/\\d{16}/\\d{16}:[0-9a-f]{32}",
  "NRAK-[A-Z0-9]{27}",
  "PMAK-[0-9a-f]{24}-[0-9a-f]{34}",
  "access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}",
];

/** Keys of providers that have a form of their own, as whole words. */
export const KEY_FORMS = new RegExp(`(?<![\\w-])(?:${FORMS.join("|")})(?![\\w-])`, "g");
