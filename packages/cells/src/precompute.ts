import { phrase, problem } from "@tenetjs/core/internals";
import type { Recipe } from "@tenetjs/recipes";
import { children, type Expression, type Leaf, nodes } from "@tenetjs/recipes";
import { stepRoots } from "@tenetjs/recipes/internals";
import { expandDims, type Tensor, unstack } from "@tensorflow/tfjs-core";
import type { CellParams } from "./cell-params.ts";
import { evaluate } from "./evaluate.ts";
import type { Run, StepInputs } from "./layer.ts";

/** The results, by node, that a step of the time loop starts from. */
export type Precomputed = (step: number) => Map<Expression, Tensor>;

/**
 * The parts of a recipe that depend on neither gates nor state, computed for all steps at once: one tensor
 * `[batch or 1, time, hidden or 1]` for each, instead of one per step.
 *
 * @throws {TypeError} when a step input that the recipe reads is missing.
 */
export function precompute(
  recipe: Recipe,
  params: CellParams,
  { stepInputs, training }: Pick<Run, "stepInputs" | "training">,
): Precomputed {
  const varying = stepsOf(recipe);
  const leaf = ({ role, name }: Leaf) =>
    role === "input" ? expandDims(stepInput(recipe, stepInputs, name), 2) : (params[name] as Tensor);
  const known = new Map<Expression, Tensor>();
  const perStep = varying.map(
    (node) => [node, unstack(evaluate(node, { leaf, training, known }), 1)] as const,
  );
  return (step) => new Map(perStep.map(([node, tensors]) => [node, tensors[step] as Tensor]));
}

function stepInput({ name: cell }: Recipe, stepInputs: StepInputs, name: string): Tensor {
  const values = stepInputs[name];
  if (values !== undefined) return values;
  const next = `Pass { stepInputs: { ${name} } }, of shape [batch, time].`;
  throw new TypeError(problem(`scan over ${cell}`, `the step input "${name}"`, phrase("none"), next));
}

/** The largest expressions that depend on a step's inputs, but not on gates or state. */
function stepsOf(recipe: Recipe): Expression[] {
  const roots = stepRoots(recipe);
  const all = nodes(...roots);
  const dynamic = new Set<Expression>();
  const varying = new Set<Expression>();
  for (const node of all) {
    const below = children(node);
    const isLeaf = node.kind === "leaf";
    if (isLeaf ? node.role === "gate" || node.role === "state" : below.some((child) => dynamic.has(child)))
      dynamic.add(node);
    else if (isLeaf ? node.role === "input" : below.some((child) => varying.has(child))) varying.add(node);
  }
  const neededByLoop = new Set([...roots, ...[...dynamic].flatMap(children)]);
  return [...varying].filter((node) => neededByLoop.has(node));
}
