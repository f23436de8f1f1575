import type { Operation } from "./operations.ts";

/** How nodes are looked at and made while simplifying. */
export type Nodes<T> = {
  /** The number that a node is, if it is a constant. */
  constantOf(node: T): number | undefined;
  negate(node: T): T;
};

/**
 * What `operation` comes to without computing anything: x + 0, x * 1 and the like; undefined where there is something to
 * compute. 0 x is not 0, since x may be infinite.
 */
export function simplified<T>(
  { constantOf, negate }: Nodes<T>,
  operation: Operation,
  operands: readonly T[],
): T | undefined {
  const [left, right] = operands as readonly [T, T];
  const isLeft = (value: number) => constantOf(left) === value;
  const isRight = (value: number) => constantOf(right) === value;
  switch (operation) {
    case "add":
      if (isLeft(0)) return right;
      return isRight(0) ? left : undefined;
    case "subtract":
      if (isRight(0)) return left;
      return isLeft(0) ? negate(right) : undefined;
    case "multiply":
      if (isLeft(1)) return right;
      if (isRight(1)) return left;
      if (isLeft(-1)) return negate(right);
      return isRight(-1) ? negate(left) : undefined;
    case "divide":
      return isRight(1) ? left : undefined;
    default:
      return undefined;
  }
}
