import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocketServer, type WebSocket } from "ws";
import { z } from "zod";
import { AppError } from "../../../shared/contract/errors.js";
import { fileRequest } from "../../../shared/contract/export.js";
import { SECURITY_HEADERS } from "../../../shared/contract/security.js";
import type { SocketServerControl } from "../../../shared/contract/socket-wire.js";
import type { Wire } from "../../../shared/contract/wire.js";
import { workspaceCopyRequest } from "../../../shared/contract/workspace.js";
import { readAppFile } from "./app-files.js";
import { readJsonBody } from "./body.js";
import { Downloads } from "./downloads.js";
import { allowedHosts, Gate, type Admission } from "./gate.js";
import { prepareCopyDownload, prepareExportDownload } from "./export-downloads.js";
import { Sessions } from "./sessions.js";
import { MAX_SOCKET_MESSAGE_BYTES, relaySocket, STOPPED } from "./socket-relay.js";
import { MAX_OFFER_BYTES, offerBody, type Uploads } from "./uploads.js";

const MAX_CONNECTIONS = 256;
const MAX_SOCKETS = 32;
const MAX_SESSION_BODY_BYTES = 1024;
const MAX_EXPORT_BYTES = 4 * 1024 * 1024;
const HEADERS_WITHIN_MS = 10_000;
const SOCKET_PING_EVERY_MS = 30_000;
const FAREWELL_MS = 300;

const sessionBody = z.object({ token: z.string().max(200).optional() });

export interface ServerOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Values of Host beside the loopback names, such as `localhost:9000` of an SSH forward. */
  readonly allowedHosts: readonly string[];
  /** The built renderer. */
  readonly appRoot: string;
  openWire(): Promise<Wire>;
  makeUploads(tell: (message: SocketServerControl) => void): Uploads;
}

export interface RunningServer {
  readonly port: number;
  /** With the token of the run in its fragment, which no log and no Referer ever holds. */
  readonly url: string;
  readonly downloads: Downloads;
  close(): Promise<void>;
}

/** Serves the app to browsers of this machine: its files, one socket a tab, uploads and downloads. Bound to 127.0.0.1. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = createServer({ headersTimeout: HEADERS_WITHIN_MS, requestTimeout: 0 });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listen(server, options.port);
  const sessions = new Sessions(port);
  const gate = new Gate(allowedHosts(port, options.allowedHosts), sessions);
  const says = new Set<(message: SocketServerControl) => void>();
  const uploads = options.makeUploads((message) => {
    for (const say of says) say(message);
  });
  const downloads = new Downloads();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_SOCKET_MESSAGE_BYTES,
    // Loopback is fast, and compressing takes longer than sending.
    perMessageDeflate: false,
  });

  const admit = (request: IncomingMessage, upgrade: boolean): Admission =>
    gate.admit({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, upgrade });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader("cache-control", "no-store");
    const admission = admit(request, false);
    if (!admission.ok) return refuse(response, admission.status, admission.reason);
    const { route, path } = admission;
    const token = path.slice(path.lastIndexOf("/") + 1);
    switch (route) {
      case "session":
        return giveSession(request, response);
      case "offer":
        return takeOffer(request, response);
      case "upload":
        return uploads.receive(token, request, response);
      case "export":
        return prepareExport(request, response);
      case "download":
        return downloads.send(token, response);
      case "app":
        return sendApp(path, request, response);
      case "wire":
        return refuse(response, 404, "There is nothing here.");
    }
  }

  async function giveSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJsonBody(request, response, MAX_SESSION_BODY_BYTES);
    if (!body.ok) return refuse(response, body.status, "A small JSON body is expected.");
    const { token } = sessionBody.safeParse(body.value).data ?? {};
    // Without a token: a page that was loaded again asks for its session by its cookie.
    const known = token === undefined ? sessions.ofCookie(request.headers.cookie) : null;
    if (known !== null) return sendJson(response, { session: known });
    const made = token === undefined ? null : sessions.exchange(token);
    if (made === null) return refuse(response, 401, "Open the address that the server printed.");
    response.setHeader("set-cookie", made.setCookie);
    return sendJson(response, { session: made.session });
  }

  async function takeOffer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJsonBody(request, response, MAX_OFFER_BYTES);
    if (!body.ok) return refuse(response, body.status, "A list of files is expected.");
    const offer = offerBody.safeParse(body.value);
    if (!offer.success) return refuse(response, 400, "A list of files is expected.");
    return sendJson(response, { tokens: uploads.offer(offer.data.files) });
  }

  async function prepareExport(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJsonBody(request, response, MAX_EXPORT_BYTES);
    if (!body.ok) return refuse(response, body.status, "A statement or a search is expected.");
    const isCopy = workspaceCopyRequest.safeParse(body.value).success;
    const asked = fileRequest.safeParse(body.value);
    if (!isCopy && !asked.success) return refuse(response, 400, "A statement or a search is expected.");
    try {
      const openWire = (): Promise<Wire> => options.openWire();
      const download = asked.success
        ? await prepareExportDownload(asked.data, openWire)
        : await prepareCopyDownload(openWire);
      sendJson(response, { path: downloads.offer(download), name: download.name });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      sendJson(response, { error: error.toData() });
    }
  }

  async function sendApp(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = await readAppFile(options.appRoot, path);
    if (file === null) {
      // Browsers ask for it unasked, and write a missing one down as an error of the page.
      if (path === "/favicon.ico") return void response.writeHead(204).end();
      return refuse(response, 404, "There is nothing here.");
    }
    response.writeHead(200, {
      "content-type": file.contentType,
      "content-length": file.bytes.length,
      "cache-control": file.immutable ? "public, max-age=31536000, immutable" : "no-store",
    });
    response.end(request.method === "HEAD" ? undefined : file.bytes);
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const admission = admit(request, true);
    if (!admission.ok) return refuseUpgrade(stream, admission.status, admission.reason);
    const session = sessions.ofCookie(request.headers.cookie);
    if (session === null || sockets.clients.size >= MAX_SOCKETS) return refuseUpgrade(stream, 403, "Too many tabs.");
    sockets.handleUpgrade(request, stream, head, (socket) => accept(socket, session));
  }

  function accept(socket: WebSocket, session: string): void {
    let mine: ((message: SocketServerControl) => void) | undefined;
    let alive = true;
    const beat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, SOCKET_PING_EVERY_MS);
    socket.on("pong", () => {
      alive = true;
    });
    relaySocket(socket, {
      session,
      openWire: () => options.openWire(),
      onOpen(say) {
        mine = say;
        says.add(say);
        for (const token of uploads.wanted) say({ type: "want", token });
      },
      onClose() {
        clearInterval(beat);
        if (mine !== undefined) says.delete(mine);
      },
    });
  }

  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      if (error instanceof AppError) return refuse(response, 413, error.message);
      return refuse(response, 500, "Something went wrong inside Skein.");
    });
  };
  server.on("request", respond);
  // So that a client that asks first is told by the gate and not by Node.
  server.on("checkContinue", respond);
  server.on("upgrade", upgrade);

  return {
    port,
    url: `http://127.0.0.1:${port}/#t=${sessions.token}`,
    downloads,
    async close() {
      for (const say of says) say({ type: "gone", error: STOPPED });
      for (const socket of sockets.clients) socket.close();
      // Time for the word to arrive; whoever does not answer is cut off.
      for (let waitedMs = 0; sockets.clients.size > 0 && waitedMs < FAREWELL_MS; waitedMs += 20) await delay(20);
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Rejects with UNREADABLE where the port is taken. */
async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(
        new AppError("UNREADABLE", `Port ${port} of 127.0.0.1 cannot be used (${cause.message}).`, {
          hint: "Choose another with --port, or leave it out.",
          cause,
        }),
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** The body, if any, is not read: the connection ends with the answer. */
function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end(`${reason}\n`);
}

function refuseUpgrade(stream: Duplex, status: number, reason: string): void {
  stream.on("error", () => stream.destroy());
  stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\n${reason}\n`);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(value));
}
