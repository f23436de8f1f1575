import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { phrase, problem } from "@tenetjs/core/internals";

/** A server that only this machine can reach. */
export type FileServer = { readonly address: string; close(): void };

export type ServedFiles = {
  /** The content at a path such as "/index.html"; undefined where there is none. A path that ends in "/" is passed with "index.html". */
  readonly contentOf: (path: string) => Content | Promise<Content>;
  /** Headers of every response. */
  readonly headers: Readonly<Record<string, string>>;
  /** Defaults to a free port. */
  readonly port?: number;
};

type Content = string | Uint8Array | undefined;

/**
 * Starts a server of files for browsers on this machine. `where` starts error messages.
 *
 * @throws {RangeError} when the port is taken.
 */
export async function serveFiles(
  where: string,
  { contentOf, headers, port = 0 }: ServedFiles,
): Promise<FileServer> {
  const server = createServer(async ({ url = "/" }, response) => {
    const [asked = "/"] = url.split("?", 1);
    const path = asked.endsWith("/") ? `${asked}index.html` : asked;
    const content = await Promise.resolve(contentOf(path)).catch(() => undefined);
    const type = types[extname(path)] ?? "application/octet-stream";
    response.writeHead(content === undefined ? 404 : 200, { "content-type": type, ...headers });
    response.end(content);
  });
  server.listen(port, "localhost");
  try {
    await once(server, "listening");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new RangeError(problem(where, "a free port", phrase(`${port} (${code ?? message})`)));
  }
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Headers that make a page cross-origin isolated, so that it can share memory with its workers. */
export const crossOriginIsolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
} as const;

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".md": "text/plain; charset=utf-8",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};
