import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import type { Site } from "./bundle.ts";

export type Server = { readonly address: string; close(): void };

/**
 * Serves a site on a port of this machine that is free. `isolated` sends the headers that make a page cross-origin isolated, so
 * that it may share memory with its workers.
 */
export async function serve(site: Site, { isolated }: { isolated: boolean }): Promise<Server> {
  const server = createServer(({ url = "/" }, response) => {
    const path = new URL(url, "http://localhost").pathname;
    const name = path === "/" ? "/index.html" : path;
    const content = site.get(name);
    const type = types[extname(name)] ?? "application/octet-stream";
    response.writeHead(content === undefined ? 404 : 200, {
      "content-type": type,
      ...(isolated ? isolation : {}),
    });
    response.end(content);
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};
