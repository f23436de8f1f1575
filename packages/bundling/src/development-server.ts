import { join } from "node:path";
import { crossOriginIsolation } from "@tenetjs/bench/internals";
import { createServer } from "vite";

/** Vite's development server of the project in `folder`. */
export type DevelopmentServer = {
  readonly address: string;
  /** Sets whether the pages that it serves from now on are cross-origin isolated. */
  isolate(isolated: boolean): void;
  close(): Promise<void>;
};

export async function developmentServer(folder: string): Promise<DevelopmentServer> {
  let isolated = false;
  const server = await createServer({
    root: join(folder, "src"),
    configFile: false,
    logLevel: "error",
    cacheDir: join(folder, "cache/vite-development"),
    server: { host: "localhost", port: 0, hmr: false },
    plugins: [
      {
        name: "isolation",
        configureServer({ middlewares }) {
          middlewares.use((_, response, next) => {
            if (isolated) {
              for (const [name, value] of Object.entries(crossOriginIsolation))
                response.setHeader(name, value);
            }
            next();
          });
        },
      },
    ],
  });
  await server.listen();
  return {
    address: server.resolvedUrls?.local[0] as string,
    isolate: (wanted) => {
      isolated = wanted;
    },
    close: () => server.close(),
  };
}
