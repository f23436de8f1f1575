import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The directory where fetched books are cached: `$XDG_CACHE_HOME/tenet`. Defaults to `~/.cache/tenet` if the variable is
 * unset, empty or a relative path, which the XDG Base Directory Specification says to ignore.
 */
export function cacheDirectory(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const base = environment.XDG_CACHE_HOME ?? "";
  return join(isAbsolute(base) ? base : join(homedir(), ".cache"), "tenet");
}
