import { fileURLToPath } from "node:url";
import { findViolations } from "./architecture.js";
import { findDependencyProblems } from "./dependency-problems.js";
import { DEBT, FOLDER_RULES, TEST_ONLY_FOLDERS } from "./folder-rules.js";
import { listSources, readImports } from "./imports.js";
import { findRegistryProblems, REGISTRIES } from "./registries.js";

/** Holds the repository to its architecture: imports between folders, registries, dependencies. Exit code 1 on a problem. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const files = listSources(root, ["shared", "electron", "renderer", "e2e", "scripts"]);
const imports = readImports(root, files);
const problems = [
  ...findViolations(imports, { folders: FOLDER_RULES, testOnly: TEST_ONLY_FOLDERS, debt: DEBT }),
  ...findRegistryProblems(root, REGISTRIES),
  ...findDependencyProblems(root),
];
for (const problem of problems) console.error(problem);
console.log(
  `architecture: ${files.length} files, ${imports.length} imports, ${DEBT.length} debts, ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
