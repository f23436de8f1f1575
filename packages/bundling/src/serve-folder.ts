import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { crossOriginIsolation, type FileServer, serveFiles } from "@tenetjs/bench/internals";

/** A server of the files in a folder. With `isolated`, its pages are cross-origin isolated and may share memory with workers. */
export function serveFolder(
  folder: string,
  { isolated = false, headers = {}, instead = {} }: ServeOptions = {},
): Promise<FileServer> {
  return serveFiles("serveFolder", {
    contentOf: (path) => {
      const [, answer] = Object.entries(instead).find(([part]) => path.includes(part)) ?? [];
      return answer ?? readFile(join(folder, path));
    },
    headers: { ...(isolated ? crossOriginIsolation : {}), ...headers },
  });
}

export type ServeOptions = {
  readonly isolated?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers in place of the files whose paths contain these texts. */
  readonly instead?: Readonly<Record<string, string>>;
};
