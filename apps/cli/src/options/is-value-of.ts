import { isDeepStrictEqual } from "node:util";
import { InvalidArgumentError } from "commander";
import { valueFromJson } from "../settings/value-from-json.ts";
import type { Option } from "./option.ts";
import { toggle } from "./value-types.ts";

/** Whether `value`, from a file of a run, is one that a command line can give `option`. */
export function isValueOf(option: Option, value: unknown): boolean {
  if (value === null) return option.default === null;
  if (option.type === toggle) return typeof value === "boolean";
  try {
    return isDeepStrictEqual(valueFromJson(option, value), value);
  } catch (error) {
    if (error instanceof InvalidArgumentError) return false;
    throw error;
  }
}
