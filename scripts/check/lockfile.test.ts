import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { completeLockfile, missingOptionalPackages, parseLockfile, platformOf } from "./lockfile.js";

const lockfile = parseLockfile(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"));

const PLATFORMS = [
  "darwin-arm64",
  "darwin-x64",
  "linux-arm64",
  "linux-arm64-musl",
  "linux-x64",
  "linux-x64-musl",
  "win32-arm64",
  "win32-x64",
];

describe("the lockfile", () => {
  it.each(PLATFORMS)("holds DuckDB's binding for %s, in the version of its client", (platform) => {
    const client = lockfile.packages["node_modules/@duckdb/node-api"];
    const binding = lockfile.packages[`node_modules/@duckdb/node-bindings-${platform}`];
    expect(client?.version).toBe("1.5.5-r.5");
    expect(binding?.version).toBe(client?.version);
    expect(binding?.integrity).toMatch(/^sha512-/);
  });

  it("holds every platform's packages, so that `npm ci` takes it on all of them (else: npm run lockfile)", () => {
    expect(missingOptionalPackages(lockfile)).toEqual([]);
  });

  it("names no host that packages come from, so that any registry serves", () => {
    expect(Object.values(lockfile.packages).filter((entry) => "resolved" in entry)).toEqual([]);
  });

  it("holds every package that is always installed to its content", () => {
    const unproved = Object.entries(lockfile.packages).filter(
      ([path, entry]) => path !== "" && entry.optional !== true && entry.integrity === undefined,
    );
    expect(unproved.map(([path]) => path)).toEqual([]);
  });
});

describe("completing a lockfile", () => {
  const cut = parseLockfile(
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        "node_modules/tool": {
          version: "1.2.3",
          dev: true,
          license: "MIT",
          optionalDependencies: { "@tool/binding-linux-x64-musl": "1.2.3", fsevents: "^2.0.0" },
        },
      },
    }),
  );

  it("puts in what is missing, and nothing twice", () => {
    expect(missingOptionalPackages(cut).map(({ name }) => name)).toEqual(["@tool/binding-linux-x64-musl"]);
    const whole = completeLockfile(cut);
    expect(missingOptionalPackages(whole)).toEqual([]);
    expect(whole.packages["node_modules/@tool/binding-linux-x64-musl"]).toEqual({
      version: "1.2.3",
      cpu: ["x64"],
      dev: true,
      libc: ["musl"],
      license: "MIT",
      optional: true,
      os: ["linux"],
    });
    expect(whole["lockfileVersion"]).toBe(3);
  });

  it("reads the platform from a name", () => {
    expect(platformOf("@oxlint/binding-linux-arm-gnueabihf")).toEqual({ os: ["linux"], cpu: ["arm"], libc: ["glibc"] });
    expect(platformOf("@oxlint-tsgolint/win32-arm64")).toEqual({ os: ["win32"], cpu: ["arm64"] });
    expect(() => platformOf("left-pad")).toThrow("which platform");
  });
});
