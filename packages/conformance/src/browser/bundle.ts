import type { Rolldown } from "vite";
import { errorRecorder } from "./error-recorder.ts";
import { sharedWorkers } from "./shared-workers.ts";

/** Files by their path on the server, such as "/index.html". */
export type Site = ReadonlyMap<string, string | Uint8Array>;

/**
 * The page `index.html` of the folder `root`, by default that of the scenarios, and its workers, bundled from the sources like a user's page, with the files that they load. The page records its
 * errors.
 */
export async function bundle(root = import.meta.dirname): Promise<Site> {
  // Most files of a test run read a bundle that another made.
  const { build } = await import("vite");
  const output = (await build({
    root,
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["@tenetjs/source", "module", "browser", "production"] },
    plugins: [
      sharedWorkers(),
      {
        name: "record-errors",
        transformIndexHtml: () => [{ tag: "script", children: errorRecorder, injectTo: "head-prepend" }],
      },
    ],
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
    },
  })) as Rolldown.RolldownOutput;
  return new Map(
    output.output.map((file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : file.source]),
  );
}
