/**
 * The few globals beyond ECMAScript that Node, Electron and browsers share. Only these may be used in `shared/`; the other
 * programs take them from their own libraries.
 */
declare global {
  interface AbortSignal {
    readonly aborted: boolean;
    readonly reason: unknown;
    addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
    removeEventListener(type: "abort", listener: () => void): void;
  }
  class AbortController {
    readonly signal: AbortSignal;
    abort(reason?: unknown): void;
  }
  class TextEncoder {
    encode(text: string): Uint8Array<ArrayBuffer>;
  }
  class TextDecoder {
    constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
    decode(bytes: Uint8Array): string;
  }
  class URL {
    constructor(url: string | URL, base?: string | URL);
    readonly protocol: string;
    readonly host: string;
    readonly hostname: string;
    readonly pathname: string;
    readonly search: string;
    readonly hash: string;
    readonly href: string;
    readonly origin: string;
  }
  interface File {
    readonly name: string;
    readonly size: number;
  }
  function setTimeout(callback: () => void, delayMs: number): number;
  function clearTimeout(timer: number | undefined): void;
  function setInterval(callback: () => void, delayMs: number): number;
  function clearInterval(timer: number | undefined): void;
  function queueMicrotask(callback: () => void): void;
}

export {};
