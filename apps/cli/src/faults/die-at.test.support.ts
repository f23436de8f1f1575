import { watchFiles } from "./watch-files.test.support.ts";

/** Kills this process by SIGKILL in place of its operation number `nth` on files below `directory`, counted from 1. Of a write, half is done. */
export function dieAt(directory: string, nth: number): void {
  let count = 0;
  watchFiles(directory, (operation) => {
    if (operation === "read") return undefined;
    count += 1;
    if (count !== nth) return undefined;
    return () => {
      process.kill(process.pid, "SIGKILL");
      throw new Error("SIGKILL was sent, and this process goes on.");
    };
  });
}
