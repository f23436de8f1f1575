import { crossOriginIsolation, type FileServer, serveFiles } from "@tenetjs/bench/internals";
import type { Site } from "./bundle.ts";

/** Serves a site on a port of this machine that is free, as a cross-origin isolated page where it is to be `isolated`. */
export function serve(site: Site, { isolated }: { isolated: boolean }): Promise<FileServer> {
  const headers = isolated ? crossOriginIsolation : {};
  return serveFiles("serve", { contentOf: (path) => site.get(path), headers });
}
