import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runServer } from "verdaccio";

/** A registry on this machine. */
export type Registry = { readonly address: string; close(): void };

/**
 * A registry that holds the packages in `scopes` alone, which anyone on this machine may publish, and that gets every other package from `upstream`.
 * Its files are below `folder`.
 */
export async function startRegistry(
  folder: string,
  scopes: readonly string[],
  upstream: string,
): Promise<Registry> {
  const ours = { access: "$all", publish: "$all", unpublish: "$all" };
  const server: Server = await runServer({
    self_path: folder,
    configPath: join(folder, "config.yaml"),
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    // By default, two answers that take longer than half a minute turn the registry off for five minutes, and packages are "not found".
    uplinks: { upstream: { url: upstream, timeout: "3m", max_fails: 100, fail_timeout: "1s" } },
    packages: {
      ...Object.fromEntries(scopes.map((scope) => [scope, ours])),
      "**": { access: "$all", proxy: "upstream" },
    },
    max_body_size: "100mb",
    log: { type: "stdout", format: "pretty", level: "fatal" },
  } as never);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.closeAllConnections() };
}
