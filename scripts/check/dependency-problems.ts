import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLASS_BY_PACKAGE, FREE_LICENCES, LICENCE_DECISIONS } from "./package-classes.js";

interface Manifest {
  readonly license?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readManifest(path: string): Manifest {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  return typeof parsed === "object" && parsed !== null ? parsed : {};
}

/** Direct dependencies with the versions that package.json asks for. */
export function directDependencies(root: string): ReadonlyMap<string, string> {
  const manifest = readManifest(join(root, "package.json"));
  return new Map(Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }));
}

/** The licence that an installed package states, or null. */
export function licenceOf(root: string, name: string): string | null {
  const { license } = readManifest(join(root, "node_modules", name, "package.json"));
  return typeof license === "string" ? license : null;
}

/** What is wrong with a dependency: no class, a range instead of a version, a licence to decide on, no line in the docs. */
export function findDependencyProblems(root: string): string[] {
  const dependencies = directDependencies(root);
  const page = readFileSync(join(root, "docs/dependencies.md"), "utf8");
  const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const problems = [...dependencies].flatMap(([name, version]) => {
    const licence = licenceOf(root, name);
    const row = rows.find((cells) => cells[1] === `\`${name}\``);
    const isLicenceFree = licence !== null && (FREE_LICENCES.includes(licence) || name in LICENCE_DECISIONS);
    return [
      name in CLASS_BY_PACKAGE ? null : `${name} has no class in package-classes.ts`,
      /^\d+\.\d+\.\d+/.test(version) ? null : `${name} is not pinned to one version (${version})`,
      isLicenceFree ? null : `${name} has the licence ${licence}, which needs a decision`,
      row === undefined ? `${name} has no line in docs/dependencies.md` : null,
      row !== undefined && licence !== null && !row.includes(licence)
        ? `docs/dependencies.md does not say ${licence} for ${name}`
        : null,
    ].filter((problem) => problem !== null);
  });
  const gone = Object.keys(CLASS_BY_PACKAGE).filter((name) => !dependencies.has(name));
  return [...problems, ...gone.map((name) => `${name} has a class and is no dependency`)];
}
