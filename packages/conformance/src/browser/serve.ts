import { crossOriginIsolation, type FileServer, serveFiles } from "@tenetjs/bench/internals";
import type { Site } from "./bundle.ts";

/** A server of a site on a free port of this machine. With `isolated`, its pages are cross-origin isolated. */
export function serve(site: Site, { isolated }: { isolated: boolean }): Promise<FileServer> {
  const headers = isolated ? crossOriginIsolation : {};
  return serveFiles("serve", { contentOf: (path) => site.get(path), headers });
}
