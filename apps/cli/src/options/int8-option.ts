import { problem } from "@tenetjs/core/internals";
import type { BackendChoice } from "./backend-options.ts";
import { option } from "./option.ts";
import { toggle } from "./value-types.ts";

/** The option for weights of 8 bits in `tenet sample` and `tenet eval`. */
export const int8Option = option({
  flag: "--int8",
  type: toggle,
  default: false,
  help: "round the weights to 8 bits: `sample` writes a text faster, on wasm, and `eval` scores what that costs",
});

/** The backend that writes with weights of 8 bits. @throws {RangeError} for a choice without wasm. */
export function int8Backend(choice: BackendChoice): "wasm" {
  if (choice === "auto" || [choice].flat().includes("wasm")) return "wasm";
  throw new RangeError(
    problem("--int8", "--backend wasm", String(choice), "Only its kernels have such weights."),
  );
}
