import { type Operation, operations } from "../language/operations.ts";
import type { Value } from "./value-graph.ts";

/** Roughly how many floating-point operations `value` takes, given its operands: see `operations`. */
export function costOf({ operation }: Value): number {
  if (operation === "read" || operation === "constant") return 0;
  return operation in operations ? operations[operation as Operation].cost : 1;
}
