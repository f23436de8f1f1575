import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FileServer } from "./serve-files.ts";
import { servePage } from "./serve-page.ts";

let folder: string;
let server: FileServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenet-page-"));
  await mkdir(join(folder, "page/assets"), { recursive: true });
  await writeFile(join(folder, "page/index.html"), "<p>The page</p>");
  await writeFile(join(folder, "page/assets/main.js"), "1;");
  await writeFile(join(folder, "secret.html"), "not for you");
  server = await servePage({ directory: join(folder, "page") });
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const get = (path: string) => fetch(server.address.replace(/\/$/, "") + path);

test("the page is cross-origin isolated, and may make no requests to other servers", async () => {
  const response = await get("/?mode=full");
  expect(await response.text()).toBe("<p>The page</p>");
  const headers = Object.fromEntries(response.headers);
  expect(headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
  });
  expect(headers["content-security-policy"]).not.toContain("http");
});

test("the page's scripts and the WebAssembly of installed libraries are served", async () => {
  const script = await get("/assets/main.js");
  expect(script.headers.get("content-type")).toBe("text/javascript");
  const wasm = await get("/tfjs/tfjs-backend-wasm-simd.wasm");
  expect(wasm.headers.get("content-type")).toBe("application/wasm");
  expect([...new Uint8Array(await wasm.arrayBuffer()).subarray(0, 4)]).toEqual([0, 97, 115, 109]);
});

test("the page can fetch its commit and the versions of served libraries", async () => {
  const about = (await (await get("/about.json")).json()) as object;
  expect(about).toEqual({
    commit: expect.stringMatching(/./),
    served: expect.objectContaining({ "@tensorflow/tfjs-backend-wasm": "4.22.0" }),
  });
});

test("nothing else is served", async () => {
  for (const path of [
    "/secret.html",
    "/..%2fsecret.html",
    "/assets",
    "//",
    "/%",
    "/assets/../../secret.html",
  ]) {
    expect((await get(path)).status).toBe(404);
  }
});

test("a page that was not built and a port that is taken are refused", async () => {
  await expect(servePage({ directory: join(folder, "nowhere") })).rejects.toThrow(
    `servePage: expected the built page in ${join(folder, "nowhere")}, got none. Run \`pnpm build\`.`,
  );
  const other = createServer().listen(0, "localhost");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(servePage({ directory: join(folder, "page"), port })).rejects.toThrow(
    `servePage: expected a free port, got ${port} (EADDRINUSE).`,
  );
  other.close();
});
