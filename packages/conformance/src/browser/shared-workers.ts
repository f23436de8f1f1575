import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Plugin } from "vite";

/**
 * A plugin for Vite that builds a page and its workers at once, in chunks that they share. By itself, Vite builds each worker anew with all that it imports: for the
 * lab, tfjs nine times. It needs `modulePreload: false`, since what preloads modules asks for the document, which a worker lacks.
 */
export function sharedWorkers(): Plugin {
  return {
    name: "shared-workers",
    enforce: "pre",
    transform: {
      filter: { code: opened },
      handler(code, id) {
        return code.replace(opened, (_, path: string) => {
          const chunk = this.emitFile({ type: "chunk", id: sourceOf(resolve(dirname(id), path)) });
          return `new Worker(import.meta.ROLLUP_FILE_URL_${chunk},`;
        });
      },
    },
  };
}

const opened = /new Worker\(new URL\("([^"]+)", import\.meta\.url\),/g;

/** The source of a file that is there only once it is built. */
function sourceOf(path: string): string {
  return existsSync(path) ? path : path.replace(/\.js$/, ".ts");
}
