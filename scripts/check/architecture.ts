import { CLASS_BY_PACKAGE } from "./package-classes.js";
import type { Debt, FolderRule } from "./folder-rules.js";
import { type Import, targetOf } from "./imports.js";

export interface Rules {
  readonly folders: readonly FolderRule[];
  readonly testOnly: readonly string[];
  readonly debt: readonly Debt[];
}

function covers(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const parts = path.split("/");
  return wanted.length < parts.length && wanted.every((part, index) => part === "*" || part === parts[index]);
}

/** The rule of the longest folder that holds the file; a named folder goes before a `*` of the same length. */
export function ruleFor(path: string, folders: readonly FolderRule[]): FolderRule | null {
  const holding = folders.filter((rule) => covers(rule.folder, path));
  const depth = (rule: FolderRule): number => rule.folder.split("/").length - (rule.folder.includes("*") ? 0.5 : 0);
  return holding.reduce<FolderRule | null>((best, rule) => (best && depth(best) >= depth(rule) ? best : rule), null);
}

/** The folder that a file stands in as far as its rule sees it: `renderer/views/trace` under the rule `renderer/views/*`. */
function ownFolder(path: string, rule: FolderRule): string {
  return path.split("/").slice(0, rule.folder.split("/").length).join("/");
}

const isBelow = (path: string, folder: string): boolean =>
  path.startsWith(`${folder}/`) || path.replace(/\.\w+$/, "") === folder;

export function isTestCode(path: string): boolean {
  return /\.(?:test|spec|bench)\.\w+$/.test(path) || path.split("/").includes("testing");
}

const runtimeOf = (path: string): string => path.split("/")[0] ?? "";

/** Tests use what their runtime has, whatever the folder, and never reach over from the engine to the renderer or back. */
function testMayImport(from: string, path: string): boolean {
  return ["shared", "e2e", "scripts", runtimeOf(from)].includes(runtimeOf(path));
}

function problemOf(entry: Import, rules: Rules): string | null {
  const rule = ruleFor(entry.from, rules.folders);
  if (rule === null) return "stands in a folder that has no rule";
  const target = targetOf(entry);
  const isTest = isTestCode(entry.from);
  if (target.kind === "node") return rule.node || isTest ? null : "may not use Node's modules";
  if (target.kind === "package") {
    const packageClass = CLASS_BY_PACKAGE[target.name];
    if (packageClass === undefined) return "is a package without a class in package-classes.ts";
    if (isTest && target.name !== "electron") return null;
    return rule.packages.includes(target.name) || (rule.packages.includes(packageClass) && target.name !== "electron")
      ? null
      : "may not use this package";
  }
  if (isTest) return testMayImport(entry.from, target.path) ? null : "is a test of another runtime";
  const own = ownFolder(entry.from, rule);
  const testOnly = rules.testOnly.find((folder) => isBelow(target.path, folder));
  if (testOnly !== undefined && !rules.testOnly.some((folder) => isBelow(entry.from, folder))) {
    return `is not a test, and ${testOnly} is for tests`;
  }
  // The rule of a whole tree (`renderer`) speaks for the files that stand directly in it; folders below have their own.
  if (isBelow(target.path, own) && ruleFor(target.path, rules.folders)?.folder === rule.folder) return null;
  if (rule.may.some((folder) => isBelow(target.path, folder))) return null;
  return `may not import ${target.path}`;
}

/** What breaks the rules, a line each; debts that are owed are left out, debts that are paid are named. */
export function findViolations(imports: readonly Import[], rules: Rules): string[] {
  const unpaid = new Set<Debt>();
  const violations: string[] = [];
  for (const entry of imports) {
    const problem = problemOf(entry, rules);
    if (problem === null) continue;
    const target = targetOf(entry);
    const to = target.kind === "file" ? target.path : target.name;
    const debt = rules.debt.find((known) => known.from === entry.from && known.to === to);
    if (debt) unpaid.add(debt);
    else violations.push(`${entry.from}:${entry.line} ${problem} ("${entry.specifier}")`);
  }
  for (const debt of rules.debt) {
    if (!unpaid.has(debt)) violations.push(`debt is paid, take it out of the list: ${debt.from} -> ${debt.to}`);
  }
  return violations;
}
