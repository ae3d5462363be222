import { expect, test } from "./fixtures/electron.js";

const BRIDGE = [
  "allowChanges",
  "deleteWorkspace",
  "newWorkspace",
  "offerDropped",
  "onCommand",
  "onOpenFiles",
  "onOpenPath",
  "openExternal",
  "openRecent",
  "openWorkspace",
  "pickFiles",
  "recentWorkspaces",
  "requestPort",
  "revealWorkspace",
  "saveRows",
  "saveWorkspaceAs",
  "setTheme",
  "stopSaving",
];

test("the page has the bridge of the preload, and nothing else of Electron or Node", async ({ desktop }) => {
  const found = await desktop.page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { skein: object }).skein).sort(),
    others: ["require", "process", "module", "Buffer", "ipcRenderer", "electron", "__dirname"].filter(
      (name) => name in window,
    ),
    secure: isSecureContext,
  }));
  expect(found).toEqual({ bridge: BRIDGE, others: [], secure: true });
});

test("everything that the app serves carries the content security policy", async ({ desktop }) => {
  const policies = await desktop.page.evaluate(async () => {
    const answers = await Promise.all(
      ["/", "/trace/1", "/nothing.js", "/assets/..%2f..%2fpackage.json"].map((place) => fetch(place)),
    );
    return answers.map((answer) => [
      answer.status,
      answer.headers.get("content-security-policy")?.includes("default-src 'none'"),
    ]);
  });
  expect(policies).toEqual([
    [200, true],
    [200, true],
    [404, true],
    [404, true],
  ]);
});

test("the page stays where it is and opens nothing", async ({ desktop }) => {
  const { page, electron } = desktop;
  const before = page.url();
  expect(await page.evaluate(() => window.open("https://example.org/"))).toBeNull();
  await page.evaluate(() => {
    location.href = "https://example.org/";
  });
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), {
      href: "https://example.org/x",
      target: "_blank",
      rel: "opener",
    });
    document.body.append(link);
    link.click();
    link.remove();
  });
  await page.evaluate(() => {
    const frame = Object.assign(document.createElement("iframe"), { src: "https://example.org/" });
    document.body.append(frame);
    setTimeout(() => frame.remove(), 300);
  });
  // What is denied leaves no event to wait for.
  await page.waitForTimeout(600);
  expect(page.url()).toBe(before);
  await expect.poll(() => electron.windows().length).toBe(1);
});

test("main refuses arguments that the bridge would never send", async ({ desktop }) => {
  const refused = await desktop.page.evaluate(async () => {
    const { skein } = window as unknown as { skein: Record<string, (...args: unknown[]) => Promise<unknown>> };
    const attempts = [
      ["setTheme", "pink"],
      ["pickFiles", "/etc"],
      ["openExternal", 7],
      ["newWorkspace", "x"],
    ] as const;
    const settled = await Promise.allSettled(attempts.map(async ([name, argument]) => skein[name]?.(argument)));
    return settled.map(({ status }) => status);
  });
  // The bridge passes no argument on to newWorkspace, so that one is an ordinary, cancelled dialog.
  expect(refused).toEqual(["rejected", "rejected", "rejected", "fulfilled"]);
});

test("the theme of the setting is the theme of the window", async ({ desktop }) => {
  await desktop.page.evaluate(() =>
    (window as unknown as { skein: { setTheme(t: string): Promise<void> } }).skein.setTheme("dark"),
  );
  expect(await desktop.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe("dark");
});

test("an address leads out only when it is https and the user agrees", async ({ desktop }) => {
  const { page, electron } = desktop;
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { openedUrls: opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  const open = (url: string) =>
    page.evaluate(
      (given) =>
        (window as unknown as { skein: { openExternal(u: string): Promise<boolean> } }).skein.openExternal(given),
      url,
    );
  await desktop.answerMessages(1);
  expect(await open("https://example.org/refused")).toBe(false);
  await desktop.answerMessages(0);
  expect(await open("javascript:alert(1)")).toBe(false);
  expect(await open("file:///etc/passwd")).toBe(false);
  expect(await open("https://user:secret@example.org/")).toBe(false);
  expect(await desktop.askedMessages()).toEqual([]);
  expect(await open("https://example.org/agreed")).toBe(true);
  expect(await electron.evaluate(() => (globalThis as { openedUrls?: string[] }).openedUrls)).toEqual([
    "https://example.org/agreed",
  ]);
});

test("the window is named after its workspace", async ({ desktop }) => {
  expect(await desktop.windowTitle()).toBe("Untitled – Skein");
});

test("what the stand-in does not have is an error, not a silent nothing", async ({ desktop, target }) => {
  test.skip(target === "electron", "Electron has it all");
  await expect(desktop.electron.evaluate(({ app }) => app.getLocale())).rejects.toThrow(
    /app.getLocale is not in stand-in/,
  );
});
