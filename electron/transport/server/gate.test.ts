import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { wirePair } from "../in-process.js";
import { startServer, type RunningServer } from "./server.js";
import { Uploads } from "./uploads.js";

let server: RunningServer;
let folder: string;
let uploads: Uploads;
let enginesAsked = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "skein-gate-"));
  const app = path.join(folder, "app");
  await mkdir(path.join(app, "assets"), { recursive: true });
  await writeFile(path.join(app, "index.html"), "<!doctype html><title>Skein</title>");
  await writeFile(path.join(app, "assets/main.js"), "export {};");
  await writeFile(path.join(app, "assets/unknown.xyz"), "?");
  await writeFile(path.join(folder, "secret.html"), "secret");
  await symlink(path.join(folder, "secret.html"), path.join(app, "link.html"));
  server = await startServer({
    port: 0,
    allowedHosts: ["localhost:9000"],
    appRoot: app,
    openWire: () => {
      enginesAsked++;
      return Promise.resolve(wirePair()[0]);
    },
    makeUploads: (tell) => (uploads = new Uploads(tell)),
  });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const host = (): string => `127.0.0.1:${server.port}`;
const origin = (): string => `http://${host()}`;
const token = (): string => new URL(server.url).hash.slice("#t=".length);

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
/** Not fetch: it would mend the path and refuse to set Host. */
function ask(method: string, target: string, headers: Record<string, string> = {}, body = ""): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: "127.0.0.1",
        port: server.port,
        method,
        path: target,
        headers: { host: host(), ...headers },
        agent: false,
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
const json = (body: string): Record<string, string> => ({
  origin: origin(),
  "content-length": String(Buffer.byteLength(body)),
});

async function signIn(): Promise<{ cookie: string; session: string }> {
  const body = JSON.stringify({ token: token() });
  const answer = await ask("POST", "/session", json(body), body);
  expect(answer.status).toBe(200);
  const { session } = JSON.parse(answer.body) as { session: string };
  return { cookie: answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "", session };
}

/** Sends the head alone, with a body announced that never comes, and gives the first line of the answer. */
function headAlone(lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.write(`${lines.join("\r\n")}\r\n\r\n`));
    socket.setEncoding("utf8").once("data", (text: Buffer | string) => {
      resolve(String(text).split("\r\n", 1)[0] ?? "");
      socket.destroy();
    });
    socket.on("error", reject);
    socket.setTimeout(15_000, () => reject(new Error("no answer before the body")));
  });
}

/** The first thing that a socket comes to: open, or closed with a code or an HTTP status. */
function socketFate(headers: Record<string, string>, first?: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/wire`, { headers });
    socket.on("unexpected-response", (_request, response) => resolve(`status ${response.statusCode}`));
    socket.on("open", () => first !== undefined && socket.send(first));
    socket.on("message", (data) => {
      resolve(Buffer.isBuffer(data) ? data.toString("utf8") : "not a buffer");
      socket.close();
    });
    socket.on("close", (code) => resolve(`closed ${code}`));
    socket.on("error", () => {});
  });
}

describe("the gate", () => {
  it("serves the app to whoever names this machine, with all its headers", async () => {
    for (const name of [host(), `localhost:${server.port}`, `[::1]:${server.port}`, "LOCALHOST:9000"]) {
      const answer = await ask("GET", "/", { host: name });
      expect(answer.status, name).toBe(200);
      expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
      expect(answer.headers["referrer-policy"]).toBe("no-referrer");
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      expect(answer.body).not.toContain(token());
    }
  });

  it.each([
    "attacker.example",
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1.attacker.example",
    "localhost.attacker.example:9000",
    "0.0.0.0",
  ])("refuses the host name %s", async (name) => {
    expect((await ask("GET", "/", { host: name })).status).toBe(403);
  });

  it("refuses other sites, other origins and missing origins", async () => {
    const body = JSON.stringify({ token: token() });
    const length = { "content-length": String(body.length) };
    expect((await ask("GET", "/", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await ask("GET", "/", { "sec-fetch-site": "same-site" })).status).toBe(403);
    expect((await ask("GET", "/", { "sec-fetch-site": "none" })).status).toBe(200);
    expect((await ask("GET", "/", { origin: "http://attacker.example" })).status).toBe(403);
    for (const foreign of [
      "http://attacker.example",
      "null",
      `http://localhost:${server.port}`,
      "http://127.0.0.1:1",
    ]) {
      expect((await ask("POST", "/session", { ...length, origin: foreign }, body)).status, foreign).toBe(403);
    }
    expect((await ask("POST", "/session", length, body)).status).toBe(403);
  });

  it("gives a session for the token of the run and for nothing else", async () => {
    for (const wrong of ["", "x", `${token()}x`, token().slice(1), token().toUpperCase()]) {
      const body = JSON.stringify({ token: wrong });
      const answer = await ask("POST", "/session", json(body), body);
      expect(answer.status).toBe(401);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
    const body = JSON.stringify({ token: token() });
    const answer = await ask("POST", "/session", json(body), body);
    expect(answer.headers["set-cookie"]?.[0]).toMatch(
      new RegExp(`^skein-session-${server.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    );
    expect(answer.body).not.toContain(token());
  });

  it("gives the session again to a page that is loaded again, by its cookie", async () => {
    const { cookie, session } = await signIn();
    const again = await ask("POST", "/session", { ...json("{}"), cookie }, "{}");
    expect(JSON.parse(again.body)).toEqual({ session });
    expect((await ask("POST", "/session", json("{}"), "{}")).status).toBe(401);
  });

  it("lets nobody up- or download without a session", async () => {
    expect((await ask("POST", "/upload", json("{}"), "{}")).status).toBe(401);
    expect((await ask("PUT", "/upload/x", json("x"), "x")).status).toBe(401);
    expect((await ask("GET", "/download/x")).status).toBe(401);
    expect((await ask("POST", "/export", json("{}"), "{}")).status).toBe(401);
    const { cookie } = await signIn();
    const forged = cookie.replace(/=.*/, "=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    expect((await ask("GET", "/download/x", { cookie: forged })).status).toBe(401);
    expect((await ask("GET", "/download/x", { cookie })).status).toBe(404);
    expect((await ask("PUT", "/upload/x", { ...json("x"), cookie }, "x")).status).toBe(404);
  });

  it("decides by the head, before any body has come", async () => {
    const announce = ["Content-Length: 1000000000", "Content-Type: application/json"];
    const own = [`Host: ${host()}`, `Origin: ${origin()}`];
    expect(await headAlone(["PUT /upload/x HTTP/1.1", "Host: attacker.example", ...announce])).toContain(" 403 ");
    expect(await headAlone(["PUT /upload/x HTTP/1.1", `Host: ${host()}`, ...announce])).toContain(" 403 ");
    expect(await headAlone(["PUT /upload/x HTTP/1.1", ...own, ...announce])).toContain(" 401 ");
    expect(await headAlone(["POST /session HTTP/1.1", ...own, ...announce])).toContain(" 413 ");
    expect(await headAlone(["POST /session HTTP/1.1", ...own, "Transfer-Encoding: chunked"])).toContain(" 411 ");
    const { cookie } = await signIn();
    expect(await headAlone(["POST /upload HTTP/1.1", ...own, `Cookie: ${cookie}`, ...announce])).toContain(" 413 ");
    expect(await headAlone(["PUT /upload/x HTTP/1.1", ...own, `Cookie: ${cookie}`, ...announce])).toContain(" 404 ");
    // Whoever asks first is told no, and is not told to go on.
    expect(await headAlone(["PUT /upload/x HTTP/1.1", ...own, "Expect: 100-continue", ...announce])).toContain(" 401 ");
  });

  it("serves no file from outside of the app, however it is named", async () => {
    for (const target of [
      "/../secret.html",
      "/..%2fsecret.html",
      "/%2e%2e/secret.html",
      "/assets/..%2f..%2fsecret.html",
      "/assets/%2e%2e%2f%2e%2e%2fsecret.html",
      "/..%5csecret.html",
      "/link.html",
      `/${path.join(folder, "secret.html")}`,
      "/assets/unknown.xyz",
      "/index.html%00.js",
      "/%E0%A4%A",
    ]) {
      const answer = await ask("GET", target);
      expect(answer.body, target).not.toContain("secret\n");
      expect(answer.body, target).not.toBe("secret");
      expect([400, 404], target).toContain(answer.status);
    }
    for (const target of ["//attacker.example/", `http://attacker.example/`, "*"]) {
      expect((await ask("GET", target)).status, target).toBe(400);
    }
  });

  it("answers places in the app with its page, and missing files with 404", async () => {
    expect((await ask("GET", "/trace/0af7?span=1")).body).toContain("<title>Skein");
    expect((await ask("HEAD", "/traces")).status).toBe(200);
    expect((await ask("GET", "/assets/gone.js")).status).toBe(404);
    expect((await ask("GET", "/assets/main.js")).headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect((await ask("GET", "/wire")).status).toBe(404);
    expect((await ask("GET", "/session")).status).toBe(405);
    expect((await ask("DELETE", "/traces", { origin: origin() })).status).toBe(405);
  });
});

describe("the socket", () => {
  const show = (session: string): string => JSON.stringify({ type: "session", session });

  it("opens for a page of ours that has the cookie and shows the session", async () => {
    const { cookie, session } = await signIn();
    expect(await socketFate({ origin: origin(), cookie }, show(session))).toBe('{"type":"open"}');
  });

  it("is refused to all others, and the engine is never asked", async () => {
    const { cookie, session } = await signIn();
    const before = enginesAsked;
    expect(await socketFate({ cookie }, show(session))).toBe("status 403");
    expect(await socketFate({ cookie, origin: "http://attacker.example" }, show(session))).toBe("status 403");
    expect(await socketFate({ cookie, origin: origin(), host: "attacker.example" }, show(session))).toBe("status 403");
    expect(await socketFate({ cookie, origin: origin(), "sec-fetch-site": "cross-site" })).toBe("status 403");
    expect(await socketFate({ origin: origin() }, show(session))).toBe("status 401");
    expect(await socketFate({ cookie: `${cookie}x`, origin: origin() }, show(session))).toBe("status 401");
    expect(await socketFate({ cookie, origin: origin() }, show("wrong"))).toBe("closed 4401");
    expect(await socketFate({ cookie, origin: origin() }, show((await signIn()).session))).toBe("closed 4401");
    expect(await socketFate({ cookie, origin: origin() }, "nonsense")).toBe("closed 1002");
    expect(enginesAsked).toBe(before);
  });
});

describe("an upload", () => {
  it("waits until the engine reads it, and comes whole", async () => {
    const { cookie } = await signIn();
    const offer = JSON.stringify({ files: [{ name: "a.jsonl", bytes: 300_000 }] });
    const offered = await ask("POST", "/upload", { ...json(offer), cookie }, offer);
    const [uploadToken = ""] = (JSON.parse(offered.body) as { tokens: string[] }).tokens;
    const put = (): Promise<Answer> =>
      ask("PUT", `/upload/${uploadToken}`, { ...json("x".repeat(300_000)), cookie }, "x".repeat(300_000));
    expect((await put().catch(() => ({ status: 404 }))).status, "nobody reads yet").toBe(404);

    const file = uploads.take(uploadToken);
    if (file?.kind !== "stream") throw new Error("a stream is expected");
    expect(file.bytes).toBe(300_000);
    const reading = (async () => {
      let bytes = 0;
      for await (const chunk of file.stream) bytes += chunk.length;
      return bytes;
    })();
    expect(uploads.wanted).toEqual([uploadToken]);
    const [answer, bytes] = await Promise.all([put(), reading]);
    expect([answer.status, bytes]).toEqual([204, 300_000]);
    expect(uploads.take(uploadToken), "read once").toBeNull();
  });

  it("that the engine reads no further is called off", async () => {
    const told: unknown[] = [];
    const own = new Uploads((message) => told.push(message));
    const bytes = 50_000_000;
    const [uploadToken = ""] = own.offer([{ name: "a", bytes }]);
    const listening = createServer((request, response) => own.receive(uploadToken, request, response));
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    const file = own.take(uploadToken);
    if (file?.kind !== "stream") throw new Error("a stream is expected");
    const reading = (async () => {
      for await (const _chunk of file.stream) break;
    })();
    const { port } = listening.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "PUT", body: new Uint8Array(bytes) });
    await reading;
    // This sender does not listen: what it still sends is let pass.
    expect(answer.status).toBe(204);
    expect(told).toEqual([
      { type: "want", token: uploadToken },
      { type: "unwant", token: uploadToken },
    ]);
    listening.close();
  });

  it("that nobody sends fails the reading and holds nothing up", async () => {
    const impatient = new Uploads(() => {}, { beginWithinMs: 20 });
    const [first = "", second = ""] = impatient.offer([
      { name: "a", bytes: 1 },
      { name: "b", bytes: 1 },
    ]);
    for (const each of [first, second]) {
      const file = impatient.take(each);
      if (file?.kind !== "stream") throw new Error("a stream is expected");
      await expect(file.stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "UNREADABLE" });
    }
  });
});
