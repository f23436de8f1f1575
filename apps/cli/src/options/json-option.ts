import { type Option, option } from "./option.ts";
import { toggle } from "./value-types.ts";

/** The option `--json` of a command that then prints `what`. */
export function jsonOption(what: string): Option<boolean> {
  return option({
    flag: "--json",
    type: toggle,
    default: false,
    help: `print ${what} to standard output, and nothing else`,
  });
}
