import { EventEmitter } from "node:events";

interface MessageFromPort {
  readonly data: unknown;
  readonly ports: readonly MessagePortMain[];
}
/** Where the far side of a port's messages go: this process, a page or a child. */
interface PortHome {
  deliver(data: unknown): void;
  closed(): void;
}

const homes = new Map<number, PortHome>();
const peers = new Map<number, number>();
let lastId = 0;

/** Hands what was posted at one end to wherever the other end lives now. Later, as between processes. */
export function routePort(fromId: number, data: unknown): void {
  setImmediate(() => {
    const peer = peers.get(fromId);
    if (peer !== undefined) homes.get(peer)?.deliver(data);
  });
}

export function closePort(id: number): void {
  const peer = peers.get(id);
  peers.delete(id);
  homes.delete(id);
  if (peer === undefined) return;
  setImmediate(() => {
    homes.get(peer)?.closed();
    peers.delete(peer);
    homes.delete(peer);
  });
}

/** Electron drops a message whose transfer list holds a buffer without a word. Here it is an error. */
export function refuseTransfer(transfer: readonly unknown[] | undefined): void {
  if (transfer?.some((item) => !(item instanceof MessagePortMain))) {
    throw new Error("electron: a transfer list may hold only ports; Electron drops such a message silently");
  }
}

export class MessagePortMain extends EventEmitter implements PortHome {
  readonly id = ++lastId;
  #started = false;
  #waiting: MessageFromPort[] = [];

  constructor() {
    super();
    homes.set(this.id, this);
  }

  /** The port moves: what arrives for it goes to `home` from now on. */
  moveTo(home: PortHome): void {
    homes.set(this.id, home);
    for (const message of this.#waiting.splice(0)) home.deliver(message.data);
  }

  start(): void {
    this.#started = true;
    for (const message of this.#waiting.splice(0)) this.emit("message", message);
  }

  postMessage(data: unknown, transfer?: readonly unknown[]): void {
    refuseTransfer(transfer);
    if (transfer && transfer.length > 0) throw new Error("electron: ports over ports are not in stand-in");
    routePort(this.id, structuredClone(data));
  }

  close(): void {
    closePort(this.id);
  }

  deliver(data: unknown): void {
    const message = { data, ports: [] };
    if (this.#started) this.emit("message", message);
    else this.#waiting.push(message);
  }

  closed(): void {
    this.emit("close");
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    peers.set(this.port1.id, this.port2.id);
    peers.set(this.port2.id, this.port1.id);
  }
}
