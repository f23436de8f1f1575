import type { BinaryOperation, Expression, Leaf, Selection, UnaryOperation } from "@tenetjs/recipes";
import {
  abs,
  add,
  clone,
  cos,
  div,
  exp,
  log,
  maximum,
  minimum,
  mul,
  neg,
  relu,
  round,
  scalar,
  sigmoid,
  sin,
  sqrt,
  sub,
  type Tensor,
  tanh,
} from "@tensorflow/tfjs-core";
import { flooredModulo } from "./modulo.ts";
import { compare, select, withOwnGradient } from "./own-gradient.ts";

/** The values of a recipe's leaves, and of the nodes that have been computed. */
export type Environment = {
  readonly leaf: (leaf: Leaf) => Tensor;
  readonly training: boolean;
  /** Results by node. `evaluate` adds to it, so that a shared node is computed only once. */
  readonly known: Map<Expression, Tensor>;
};

const unary: Record<UnaryOperation, (x: Tensor) => Tensor> = {
  negate: neg,
  exp,
  log,
  sqrt,
  abs: withOwnGradient("abs", (x: Tensor) => abs(x)),
  relu: withOwnGradient("relu", (x: Tensor) => relu(x)),
  round,
  sigmoid,
  tanh,
  sin,
  cos,
  stopGradient: withOwnGradient("stopGradient", (x: Tensor) => clone(x)),
};

const binary: Record<BinaryOperation, (left: Tensor, right: Tensor) => Tensor> = {
  add,
  subtract: sub,
  multiply: mul,
  divide: div,
  maximum: withOwnGradient("maximum", (left: Tensor, right: Tensor) => maximum(left, right)),
  minimum: withOwnGradient("minimum", (left: Tensor, right: Tensor) => minimum(left, right)),
  modulo: flooredModulo,
};

/** The value of `node`, composed of tfjs's operations and differentiated by its tape. */
export function evaluate(node: Expression, environment: Environment): Tensor {
  const known = environment.known.get(node);
  if (known !== undefined) return known;
  const result = compute(node, environment);
  environment.known.set(node, result);
  return result;
}

function compute(node: Expression, environment: Environment): Tensor {
  switch (node.kind) {
    case "constant":
      return scalar(node.value);
    case "leaf":
      return environment.leaf(node);
    case "application": {
      const [first, second] = node.operands;
      if (second === undefined) return unary[node.operation as UnaryOperation](evaluate(first, environment));
      return binary[node.operation as BinaryOperation](
        evaluate(first, environment),
        evaluate(second, environment),
      );
    }
    case "selection":
      return selection(node, environment);
  }
}

function selection({ condition, whenTrue, whenFalse }: Selection, environment: Environment): Tensor {
  if (condition.kind === "training")
    return evaluate(environment.training ? whenTrue : whenFalse, environment);
  const [left, right] = [evaluate(condition.left, environment), evaluate(condition.right, environment)];
  const chosen = compare(condition.kind, left, right);
  return select(chosen, evaluate(whenTrue, environment), evaluate(whenFalse, environment));
}
