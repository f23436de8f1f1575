import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * Where fetched books are kept: `$XDG_CACHE_HOME/tenet`, or `~/.cache/tenet` where that variable is unset, empty or a
 * relative path, which the XDG Base Directory Specification says to ignore.
 */
export function cacheDirectory(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const base = environment.XDG_CACHE_HOME ?? "";
  return join(isAbsolute(base) ? base : join(homedir(), ".cache"), "tenet");
}
