import { type Operation, operations } from "../language/operations.ts";
import type { Value } from "./value-graph.ts";

/** The floating-point operations that computing `value` from its operands takes, about: see `operations`. */
export function costOf({ operation }: Value): number {
  if (operation === "read" || operation === "constant") return 0;
  return operation in operations ? operations[operation as Operation].cost : 1;
}
