import { build, type Rolldown } from "vite";

/** Files by their path on the server, such as "/index.html". */
export type Site = ReadonlyMap<string, string | Uint8Array>;

/** The test's page and its workers, bundled from the sources like a user's page, with the files that they load. */
export async function bundle(): Promise<Site> {
  const output = (await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["@tenetjs/source", "module", "browser", "production"] },
    worker: { format: "es" },
    build: { write: false, target: "es2023", reportCompressedSize: false, chunkSizeWarningLimit: 10_000 },
  })) as Rolldown.RolldownOutput;
  return new Map(
    output.output.map((file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : file.source]),
  );
}
