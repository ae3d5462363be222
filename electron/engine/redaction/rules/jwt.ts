import { always, asItIs, placesOf, type RedactionRule } from "../rule.js";

/** Two to five parts in base64url, the first a JSON object: RFC 7519, signed, unsigned or encrypted. */
const JWT = /(?<![\w-])eyJ[\w-]{8,}\.(?:[\w-]*\.){0,3}[\w-]{2,}/g;

export const jwt: RedactionRule = {
  id: "jwt",
  certainty: 90,
  same: asItIs,
  finder: () => (text) => (text.includes("eyJ") ? placesOf(JWT, text, always) : []),
};
