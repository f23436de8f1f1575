import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { carriedVersion } from "../generated/carried-version.ts";
import * as browser from "../host/browser.ts";
import { wasmBinary } from "../inline.ts";
import { loadBinary } from "./load-binary.ts";
import { versionMismatch } from "./version-mismatch.ts";

const file = "tfjs-backend-wasm-simd.wasm";

test("the carried file and the bytes inside the module are the same binary", async () => {
  expect(await loadBinary({})).toEqual({ bytes: expect.any(Uint8Array) });
  const { bytes } = (await loadBinary({})) as { bytes: Uint8Array };
  expect(Buffer.compare(bytes, await wasmBinary())).toBe(0);
  expect(WebAssembly.validate(Uint8Array.from(bytes))).toBe(true);
});

test("a function for the binary comes before paths", async () => {
  const bytes = Uint8Array.from([1, 2, 3]);
  expect(await loadBinary({ wasmBinary: async () => bytes, wasmPaths: "/nowhere/" })).toEqual({ bytes });
});

describe("in a page", () => {
  let folder: string;
  const server = createServer(({ url = "" }, response) => {
    if (url.startsWith("/missing/")) response.writeHead(404).end("not here");
    else if (url.startsWith("/app/")) response.end("<!doctype html><title>App</title>");
    else response.end("text");
  });
  beforeAll(async () => {
    vi.resetModules();
    vi.doMock("#host", () => browser);
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    folder = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    vi.doUnmock("#host");
    server.close();
  });

  const refusal = async (wasmPaths: string | Record<string, string>) =>
    (await import("./load-binary.ts")).loadBinary({ wasmPaths });

  test("a missing file, a page in its place, other content and a server that is not there have different reasons", async () => {
    expect(await refusal(`${folder}/missing/`)).toMatchObject({
      reason: `there is no file at ${folder}/missing/${file} (status 404)`,
      remedy: expect.stringContaining("Copy the file there"),
    });
    expect(await refusal({ [file]: `${folder}/app/${file}` })).toMatchObject({
      reason: `the server answers ${folder}/app/${file} with an HTML page`,
      remedy: expect.stringContaining("single-page applications"),
    });
    expect(await refusal(`${folder}/text/`)).toMatchObject({
      reason: `the file at ${folder}/text/${file} is not WebAssembly`,
    });
    expect(await refusal("http://localhost:1/")).toMatchObject({
      reason: expect.stringContaining("cannot be fetched (fetch failed)"),
    });
  });
});

describe("versions of tfjs", () => {
  test("with the carried binary, or with one of the same bytes, belong to it", () => {
    expect(versionMismatch(carriedVersion, carriedVersion)).toBeUndefined();
    expect(versionMismatch("4.8.0", "4.22.0")).toBeUndefined();
    expect(versionMismatch("4.21.0", "4.22.0")).toBeUndefined();
  });

  test.each(["4.7.0", "4.23.0", "4.22.0-rc.1", "5.0.0"])("%s is told by name and version", (version) => {
    const mismatch = versionMismatch(version, "4.22.0");
    expect(mismatch?.reason).toMatch(`tfjs-backend-wasm is version ${version}, and the WASM binary`);
    expect(mismatch?.reason).toMatch("carries is version 4.22.0");
    expect(mismatch?.remedy).toMatch("tfjs-backend-wasm 4.22.0, or set wasmPaths");
  });
});
