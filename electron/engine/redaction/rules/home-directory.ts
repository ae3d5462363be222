import { placesOf, type RedactionRule, withoutCase } from "../rule.js";

/** `/home/NAME` and `/Users/NAME`, also `/var/home/NAME`, not as the end of an address (`example.com/home/page`). The name alone is taken out. */
const UNIX =
  /(?<=^|[^\w.-]|(?:^|[^\w.-])\/(?:var|export|usr|mnt|nfs|data|private)|:\/\/file)\/(?:home|Users)\/([\p{L}\p{N}._@-]+)/dgu;
/** As Claude Code names the folders of projects: `projects/-Users-NAME-code`. */
const PROJECT = /(?<=[\\/])-(?:Users|home)-([\p{L}\p{N}._@]+)(?![\p{L}\p{N}._@])/dgu;
/** `C:\Users\NAME`, also as a program or JSON writes it, also `C:/Users/NAME` and `/mnt/c/Users/NAME`. */
const WINDOWS =
  /(?:(?<![\p{L}\p{N}])[a-z]:|\/[a-z](?=\/))[\\/]{1,8}(?:Users|Documents and Settings)[\\/]{1,8}([^\\/:*?"'<>|\s,;]+(?:(?: [^\\/:*?"'<>|\s,;]+){1,3}(?=[\\/]))?)/dgiu;
/** They are nobody's. */
const SHARED = /^(?:shared|public|default|all|\.+)$/i;

const isName = (found: string): boolean => !SHARED.test(found);

export const homeDirectory: RedactionRule = {
  id: "home",
  certainty: 60,
  same: withoutCase,
  finder: () => (text) =>
    /home|Users|Documents and/i.test(text)
      ? [UNIX, WINDOWS, PROJECT].flatMap((pattern) => placesOf(pattern, text, isName))
      : [],
};
