import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { importsIn, listSources } from "./imports.js";
import { isTestCode } from "./architecture.js";

export interface RegistryRule {
  /** The file that lists the entries. */
  readonly registry: string;
  readonly folder: string;
  /** `export`: a file is an entry where it exports a constant of this type. `folder`: each folder is an entry. */
  readonly entry: { readonly kind: "export"; readonly type: string } | { readonly kind: "folder" };
}

/** The registries: adding an entry is one file (or folder) and one line here named. */
export const REGISTRIES: readonly RegistryRule[] = [
  {
    registry: "electron/engine/importers/registry.ts",
    folder: "electron/engine/importers",
    entry: { kind: "export", type: "Importer" },
  },
  {
    registry: "electron/engine/conventions/registry.ts",
    folder: "electron/engine/conventions",
    entry: { kind: "export", type: "Convention" },
  },
  {
    registry: "electron/engine/redaction/registry.ts",
    folder: "electron/engine/redaction",
    entry: { kind: "export", type: "RedactionRule" },
  },
  { registry: "renderer/views/registry.ts", folder: "renderer/views", entry: { kind: "folder" } },
];

function entriesOf(root: string, rule: RegistryRule): Set<string> {
  const files = listSources(root, [rule.folder]).filter((file) => !isTestCode(file) && file !== rule.registry);
  if (rule.entry.kind === "folder") {
    const depth = rule.folder.split("/").length;
    return new Set(
      files
        .filter((file) => file.split("/").length > depth + 1)
        .map((file) =>
          file
            .split("/")
            .slice(0, depth + 1)
            .join("/"),
        ),
    );
  }
  const declared = new RegExp(`^export const \\w+: ${rule.entry.type}\\b`, "m");
  return new Set(
    files
      .filter((file) => declared.test(readFileSync(join(root, file), "utf8")))
      .map((file) => file.replace(/\.\w+$/, "")),
  );
}

function registeredIn(root: string, rule: RegistryRule, entries: ReadonlySet<string>): Set<string> {
  const imports = importsIn(rule.registry, readFileSync(join(root, rule.registry), "utf8"))
    .filter((entry) => entry.specifier.startsWith("."))
    .map((entry) => posix.join(posix.dirname(rule.registry), entry.specifier).replace(/\.\w+$/, ""));
  if (rule.entry.kind === "export") return new Set(imports.filter((path) => entries.has(path)));
  const depth = rule.folder.split("/").length;
  return new Set(
    imports
      .filter((path) => path.split("/").length > depth + 1)
      .map((path) =>
        path
          .split("/")
          .slice(0, depth + 1)
          .join("/"),
      ),
  );
}

/** Entries that no registry line names, and lines whose folder is gone. A registry that does not exist yet has no problem. */
export function findRegistryProblems(root: string, rules: readonly RegistryRule[]): string[] {
  return rules.flatMap((rule) => {
    const entries = entriesOf(root, rule);
    let registered: Set<string>;
    try {
      registered = registeredIn(root, rule, entries);
    } catch {
      return entries.size === 0 ? [] : [`${rule.registry} is missing, and ${rule.folder} has entries`];
    }
    const absent = [...entries].filter((entry) => !registered.has(entry));
    const dangling = [...registered].filter((entry) => !entries.has(entry));
    return [
      ...absent.map((entry) => `${entry} is not in ${rule.registry}`),
      ...dangling.map((entry) => `${rule.registry} names ${entry}, which is not there`),
    ];
  });
}
