import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import envPaths from "env-paths";

/**
 * The directory where Tenet caches files, such as fetched books: `$XDG_CACHE_HOME/tenet` or `~/.cache/tenet` on Linux, `~/Library/Caches/tenet` on macOS, and
 * `tenet\Cache` below `%LOCALAPPDATA%` on Windows. A relative `XDG_CACHE_HOME` is ignored, as the XDG Base Directory Specification demands.
 */
export function cacheDirectory(): string {
  const { cache } = envPaths("tenet", { suffix: "" });
  return isAbsolute(cache) ? cache : join(homedir(), ".cache", "tenet");
}
