import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { cacheDirectory } from "@tenetjs/core/node";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Book, books } from "./catalogue.ts";
import type { Progress } from "./download.ts";
import { fetchBook } from "./fetch-book.ts";

const content = Buffer.from("It was a bright cold day. ".repeat(10_000));
const half = content.length / 2;

let cacheDir: string;
let server: Server;
let book: Book;
let path: string;
let part: string;
let requests: (string | undefined)[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  cacheDir = join(await mkdtemp(join(tmpdir(), "books-")), "cache");
  requests = [];
  answer = withRanges;
  server = createServer((request, response) => {
    requests.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  book = {
    name: "bright-day",
    title: "A Bright Day",
    author: "Ann",
    url: `${addressOf(server)}/book.txt`,
    bytes: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
  };
  path = join(cacheDir, "bright-day.txt");
  part = `${path}.part`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(join(cacheDir, ".."), { recursive: true });
});

function addressOf(listening: Server): string {
  const address = listening.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

function withRanges({ headers: { range } }: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  const total = content.length;
  if (range === undefined) response.writeHead(200, { "content-length": total });
  else
    response.writeHead(206, {
      "content-range": `bytes ${from}-${total - 1}/${total}`,
      "content-length": total - from,
    });
  response.end(content.subarray(from));
}

function whole(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "content-length": content.length });
  response.end(content);
}

/** Sends the first half; {@link breaking} then breaks the connection. */
function firstHalf(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "content-length": content.length });
  response.write(content.subarray(0, half));
}

/** Options of a download whose connection breaks after the first half. */
const breaking = () => ({
  cacheDir,
  onProgress: ({ received }: Progress) => received === half && server.closeAllConnections(),
});

const withCode = (code: string, message: unknown = expect.any(String)) =>
  expect.objectContaining({ code, message });

describe("fetchBook", () => {
  test("downloads once, then reads the cache", async () => {
    const first = await fetchBook(book, { cacheDir });
    expect(first).toEqual({ book, path, bytes: content, source: "download" });
    expect(await fetchBook(book, { cacheDir })).toEqual({ book, path, bytes: content, source: "cache" });
    expect(requests).toEqual([undefined]);
    expect(await readdir(cacheDir)).toEqual(["bright-day.txt"]);
  });

  test("reads a file that was put there by hand, without any request", async () => {
    await fetchBook(book, { cacheDir });
    const offline = () => Promise.reject(new Error("not to be called"));
    expect((await fetchBook(book, { cacheDir, fetch: offline })).source).toBe("cache");
  });

  test("reports progress up to the whole size", async () => {
    const seen: Progress[] = [];
    await fetchBook(book, { cacheDir, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ received: content.length, total: content.length });
    expect(seen.map(({ received }) => received)).toEqual(
      seen.map(({ received }) => received).sort((a, b) => a - b),
    );
  });

  test("resumes where a broken connection left off", async () => {
    answer = firstHalf;
    await expect(fetchBook(book, breaking())).rejects.toEqual(withCode("BOOK_UNAVAILABLE"));
    expect(existsSync(path)).toBe(false);
    expect(await readFile(part)).toEqual(content.subarray(0, half));

    answer = withRanges;
    const seen: Progress[] = [];
    const { bytes } = await fetchBook(book, { cacheDir, onProgress: (progress) => seen.push(progress) });
    expect(bytes).toEqual(content);
    expect(requests).toEqual([undefined, `bytes=${half}-`]);
    expect(seen[0]?.received).toBeGreaterThan(half);
    expect(existsSync(part)).toBe(false);
  });

  test("restarts if the server ignores the range", async () => {
    answer = firstHalf;
    await expect(fetchBook(book, breaking())).rejects.toThrow();
    answer = whole;
    expect((await fetchBook(book, { cacheDir })).bytes).toEqual(content);
    expect(requests).toEqual([undefined, `bytes=${half}-`]);
  });

  test.each([
    ["refuses the range", (response: ServerResponse) => response.writeHead(416).end()],
    [
      "responds with another range",
      (response: ServerResponse) =>
        response.writeHead(206, { "content-range": "bytes 0-9/10" }).end("0123456789"),
    ],
  ])("restarts if the server %s", async (_, refuse) => {
    answer = firstHalf;
    await expect(fetchBook(book, breaking())).rejects.toThrow();
    answer = (request, response) =>
      request.headers.range === undefined ? whole(request, response) : refuse(response);
    expect((await fetchBook(book, { cacheDir })).bytes).toEqual(content);
    expect(requests).toEqual([undefined, `bytes=${half}-`, undefined]);
  });

  test("downloads the whole file again if the resumed part was wrong", async () => {
    await fetchBook(book, { cacheDir });
    await rm(path);
    for (const wrongPart of [
      Buffer.alloc(half),
      Buffer.alloc(content.length),
      Buffer.alloc(content.length + 1),
    ]) {
      await writeFile(part, wrongPart);
      expect((await fetchBook(book, { cacheDir })).bytes).toEqual(content);
      await rm(path);
    }
  });

  test("refuses wrong bytes of the right size, and keeps nothing", async () => {
    answer = (_, response) => response.end(Buffer.alloc(content.length));
    await expect(fetchBook(book, { cacheDir })).rejects.toEqual(
      withCode(
        "BOOK_CHECKSUM",
        expect.stringMatching(/^fetchBook: expected "bright-day" at .*, got a file of SHA-256 /),
      ),
    );
    expect(await readdir(cacheDir)).toEqual([]);
  });

  test("refuses a response that is too long, without reading all of it", async () => {
    answer = (_, response) => {
      const more = () => response.destroyed || response.write(content, more);
      more();
    };
    await expect(fetchBook(book, { cacheDir })).rejects.toEqual(withCode("BOOK_CHECKSUM"));
    expect(await readdir(cacheDir)).toEqual([]);
  });

  test("reports a response that is too short, with both sizes", async () => {
    answer = (_, response) => response.end(content.subarray(0, 5));
    await expect(fetchBook(book, { cacheDir })).rejects.toThrow(
      `got a connection that closed after 5 of ${content.length} bytes.`,
    );
  });

  test("says offline which file to put where", async () => {
    const gone = createServer();
    await new Promise<void>((ready) => gone.listen(0, "127.0.0.1", ready));
    const url = addressOf(gone);
    await new Promise((closed) => gone.close(closed));
    await expect(fetchBook({ ...book, url }, { cacheDir })).rejects.toEqual(
      withCode(
        "BOOK_UNAVAILABLE",
        `fetchBook: expected to download "bright-day" from ${url}, got no connection (ECONNREFUSED). ` +
          "Try again when you are online (the download will resume), " +
          `or put the file at ${path} yourself: ${book.bytes} bytes, SHA-256 ${book.sha256}.`,
      ),
    );
  });

  test("reports the HTTP status of a server that does not have the book", async () => {
    answer = (_, response) => response.writeHead(404).end("no such book");
    await expect(fetchBook(book, { cacheDir })).rejects.toEqual(
      withCode("BOOK_UNAVAILABLE", expect.stringContaining("got HTTP status 404.")),
    );
    expect(existsSync(part)).toBe(false);
  });

  test("replaces a corrupt cached file, and says so", async () => {
    await fetchBook(book, { cacheDir });
    await writeFile(path, "short");
    const again = await fetchBook(book, { cacheDir });
    expect(again.source).toBe("download");
    expect(again.notice).toBe(`${path} had 5 bytes, not ${content.length}, and was downloaded again`);
    expect(await readFile(path)).toEqual(content);
  });

  test("leaves a corrupt cached file in place if the download fails", async () => {
    await fetchBook(book, { cacheDir });
    await writeFile(path, "short");
    answer = (_, response) => response.writeHead(503).end();
    await expect(fetchBook(book, { cacheDir })).rejects.toThrow(
      `The file there now has 5 bytes, not ${content.length}.`,
    );
    expect(await readFile(path, "utf8")).toBe("short");
  });

  test("follows redirects", async () => {
    answer = (request, response) => {
      if (request.url === "/elsewhere") whole(request, response);
      else response.writeHead(302, { location: "/elsewhere" }).end();
    };
    expect((await fetchBook(book, { cacheDir })).bytes).toEqual(content);
  });

  test("throws the reason of an abort, keeps the bytes that have arrived, and resumes", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-length": content.length });
      response.write(content.subarray(0, half));
    };
    const stop = new AbortController();
    const reason = new Error("enough");
    const onProgress = ({ received }: Progress) => received === half && stop.abort(reason);
    await expect(fetchBook(book, { cacheDir, signal: stop.signal, onProgress })).rejects.toBe(reason);
    expect(await readFile(part)).toEqual(content.subarray(0, half));
    await expect(fetchBook(book, { cacheDir, signal: stop.signal })).rejects.toBe(reason);

    answer = withRanges;
    expect((await fetchBook(book, { cacheDir })).bytes).toEqual(content);
    expect(requests).toEqual([undefined, `bytes=${half}-`]);
  });

  test("refuses names that are not in the catalogue, and entries whose path is outside the cache", async () => {
    const unknown: "alice" = JSON.parse('"alyce"');
    await expect(fetchBook(unknown, { cacheDir })).rejects.toThrow(
      "book to be one of alice, manifesto, shakespeare",
    );
    await expect(fetchBook({ ...book, name: "../x" }, { cacheDir })).rejects.toThrow(
      "lower-case letters, digits and hyphens",
    );
    await expect(fetchBook({ ...book, sha256: "" }, { cacheDir })).rejects.toThrow("64 hexadecimal digits");
    await expect(fetchBook({ ...book, bytes: 0 }, { cacheDir })).rejects.toThrow(
      "bytes to be an integer of at least 1",
    );
  });
});

describe("the catalogue", () => {
  test("names each entry by its key, and pins each address to a commit", () => {
    for (const [name, entry] of Object.entries(books)) {
      expect(entry.name).toBe(name);
      expect(entry.url).toMatch(/^https:\/\/raw\.githubusercontent\.com\/[\w.-]+\/[\w.-]+\/[0-9a-f]{40}\//);
      expect(entry.sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});

describe.skipIf(process.platform !== "linux")("cacheDirectory on Linux", () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    ["follows XDG", "/somewhere", "/somewhere/tenet"],
    ["ignores a path that is not absolute", "some/where", join(homedir(), ".cache", "tenet")],
    ["ignores an empty path", "", join(homedir(), ".cache", "tenet")],
  ])("%s", (_, base, expected) => {
    vi.stubEnv("XDG_CACHE_HOME", base);
    expect(cacheDirectory()).toBe(expected);
  });
});
