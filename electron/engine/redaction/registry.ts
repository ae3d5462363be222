import type { RedactionRule } from "./rule.js";
import { card } from "./rules/card.js";
import { credential } from "./rules/credential.js";
import { email } from "./rules/email.js";
import { entropy } from "./rules/entropy.js";
import { homeDirectory } from "./rules/home-directory.js";
import { iban } from "./rules/iban.js";
import { ipAddress } from "./rules/ip-address.js";
import { jwt } from "./rules/jwt.js";
import { ownPattern } from "./rules/own-pattern.js";
import { ownWord, personName } from "./rules/own-words.js";
import { phone } from "./rules/phone.js";
import { privateKey } from "./rules/private-key.js";
import { providerKey } from "./rules/provider-key.js";

/** Rules that look at a text as it stands. */
export const RULES: readonly RedactionRule[] = [
  privateKey,
  ownWord,
  ownPattern,
  jwt,
  providerKey,
  iban,
  card,
  personName,
  email,
  credential,
  homeDirectory,
  ipAddress,
  phone,
  entropy,
];
