import { z } from "zod";

const lockedPackage = z.looseObject({
  version: z.string().optional(),
  integrity: z.string().optional(),
  optional: z.boolean().optional(),
  dev: z.boolean().optional(),
  license: z.string().optional(),
  engines: z.unknown().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockfile = z.looseObject({ packages: z.record(z.string(), lockedPackage) });
export type Lockfile = z.output<typeof lockfile>;

/** @throws where the text is no lockfile. The keys of each entry stay in npm's order. */
export function parseLockfile(text: string): Lockfile {
  const parsed: unknown = JSON.parse(text);
  lockfile.parse(parsed);
  return parsed as Lockfile;
}

export interface MissingPackage {
  readonly name: string;
  readonly version: string;
  /** Path of the package that wants it, as in the lockfile. */
  readonly wantedBy: string;
}

/** Packages for other platforms that an entry names by exact version and that the lockfile does not hold. */
export function missingOptionalPackages({ packages }: Lockfile): MissingPackage[] {
  return Object.entries(packages).flatMap(([wantedBy, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => /^\d/.test(version) && !(`node_modules/${name}` in packages))
      .filter(([name]) => !(`${wantedBy}/node_modules/${name}` in packages))
      .map(([name, version]) => ({ name, version, wantedBy })),
  );
}

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "ppc64", "riscv64", "s390x", "x64"];

/** The platform that a package's name ends in: `@oxlint/binding-linux-x64-musl` is for Linux on x64 with musl. */
export function platformOf(name: string): { os: string[]; cpu: string[]; libc?: string[] } {
  const parts = (name.split("/").pop() ?? name).split("-");
  const os = parts.find((part) => SYSTEMS.includes(part));
  const cpu = parts.find((part) => PROCESSORS.includes(part));
  if (os === undefined || cpu === undefined) throw new Error(`${name} does not say which platform it is for.`);
  const abi = parts.at(-1) ?? "";
  const libc = abi.startsWith("musl") ? "musl" : abi.startsWith("gnu") ? "glibc" : null;
  return { os: [os], cpu: [cpu], ...(libc === null ? {} : { libc: [libc] }) };
}

/**
 * The lockfile with the entries that npm left out. npm drops an optional package that the registry at hand does not have,
 * and later refuses the lockfile for it; an entry with version and platform makes it whole on every registry.
 */
export function completeLockfile(file: Lockfile): Lockfile {
  const packages = { ...file.packages };
  for (const { name, version, wantedBy } of missingOptionalPackages(file)) {
    const parent = file.packages[wantedBy];
    const { os, cpu, libc } = platformOf(name);
    packages[`node_modules/${name}`] = {
      version,
      cpu,
      ...(parent?.dev === true ? { dev: true } : {}),
      ...(libc ? { libc } : {}),
      ...(parent?.license === undefined ? {} : { license: parent.license }),
      optional: true,
      os,
      ...(parent?.engines === undefined ? {} : { engines: parent.engines }),
    };
  }
  const paths = Object.keys(packages).sort((left, right) => left.localeCompare(right, "en"));
  return { ...file, packages: Object.fromEntries(paths.map((path) => [path, packages[path] ?? {}])) };
}
