import { InvalidArgumentError } from "commander";
import type { Option } from "../options/option.ts";
import { toggle } from "../options/value-types.ts";

/**
 * The value of `option` that a configuration file states as `json`, read as a command line is. A switch is `true`, as if the flag were
 * given, or `false`. A list, and an option that may be repeated, are arrays.
 *
 * @throws {InvalidArgumentError} when it is out of range, or of another form.
 */
export function valueFromJson({ type, flag, default: standard }: Option, json: unknown): unknown {
  if (type === toggle) {
    if (typeof json !== "boolean") throw new InvalidArgumentError("Expected true or false.");
    return json ? standard !== true : standard;
  }
  // A flag with an optional value, such as `--serve [port]`, stands for `true` without one.
  if (json === true && flag.endsWith("]")) return true;
  if (!Array.isArray(json)) return type.parse(written(json));
  if (!type.repeatable) return type.parse(json.map(written).join(","));
  return json.reduce<unknown>((before, one) => type.parse(written(one), before), []);
}

function written(json: unknown): string {
  if (typeof json === "string") return json;
  if (typeof json === "number") return String(json);
  throw new InvalidArgumentError("Expected a string or a number.");
}
