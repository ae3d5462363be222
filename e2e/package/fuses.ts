/** Where Electron's executable says which of its switches are on: a mark, a version, a count, and a digit each. */
const MARK = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/** The switches in their order, as `@electron/fuses` numbers them. */
export const FUSES = [
  "runAsNode",
  "enableCookieEncryption",
  "enableNodeOptionsEnvironmentVariable",
  "enableNodeCliInspectArguments",
  "enableEmbeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
] as const;
type Fuse = (typeof FUSES)[number];

/** As Electron leaves its factory. */
const FACTORY: Readonly<Record<Fuse, boolean>> = {
  runAsNode: true,
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: true,
  enableNodeCliInspectArguments: true,
  enableEmbeddedAsarIntegrityValidation: false,
  onlyLoadAppFromAsar: false,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: true,
};

/** An executable that does nothing and has the switches. */
export function stubWithFuses(): Buffer {
  const wire = FUSES.map((name) => (FACTORY[name] ? "1" : "0")).join("");
  const head = Buffer.from(`#!/bin/sh\nexit 0\n${MARK}`);
  return Buffer.concat([head, Buffer.from([1, wire.length]), Buffer.from(wire), Buffer.from("\n")]);
}

/** @throws Error where the executable has no switches */
export function readFuses(executable: Buffer): Record<Fuse, boolean> {
  const at = executable.indexOf(MARK);
  if (at === -1) throw new Error("The executable has no fuses.");
  const wire = at + MARK.length + 2;
  const isOn = (index: number): boolean => executable[wire + index] === "1".charCodeAt(0);
  return Object.fromEntries(FUSES.map((name, index) => [name, isOn(index)])) as Record<Fuse, boolean>;
}
