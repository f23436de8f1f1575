export { type PassCost, type StepCost, stepCost } from "./compiler/step-cost.ts";
export {
  abs,
  add,
  cos,
  div,
  exp,
  expression,
  leaf,
  less,
  lessOrEqual,
  log,
  max,
  min,
  mod,
  mul,
  neg,
  relu,
  round,
  sigmoid,
  sin,
  sqrt,
  stopGradient,
  sub,
  tanh,
  training,
  where,
} from "./language/builders.ts";
export { derivatives } from "./language/derivatives.ts";
export { type EquationOptions, equations } from "./language/equations.ts";
export { evaluate, evaluateStep, type Numbers, type UnitNumbers } from "./language/evaluate.ts";
export {
  type Application,
  type Condition,
  type Constant,
  children,
  type Expression,
  type Leaf,
  type LeafRole,
  type Operand,
  type Selection,
} from "./language/expression.ts";
export { leavesOf, nodes, substitute } from "./language/expression-graph.ts";
export { formula, type Symbols } from "./language/formula.ts";
export {
  type BinaryOperation,
  binaryOperations,
  type Comparison,
  type Operation,
  operations,
  type UnaryOperation,
  unaryOperations,
} from "./language/operations.ts";
export { type ParameterCount, type ParameterTerm, parameterCount } from "./language/parameter-count.ts";
export { pow } from "./language/pow.ts";
export {
  type CellRole,
  checkRecipe,
  type Definition,
  type Gate,
  type GateSource,
  type Memory,
  type Recipe,
  type RecipeDefinition,
  recipe,
  type StepSymbols,
  type UnitInitialiser,
  type UnitParameter,
} from "./language/recipe.ts";
export { recipeSource } from "./language/recipe-source.ts";
export type { SecondProduct } from "./language/second-product.ts";
export { type UpdateDefinition, type UpdateRecipe, updateRecipe } from "./language/update-recipe.ts";
export { type InputPlace, type StepFunctions, stepArguments } from "./wasm/step-arguments.ts";
export { type StepToWasmOptions, stepToWasm } from "./wasm/step-to-wasm.ts";
export { stepToWgsl } from "./wgsl/step-to-wgsl.ts";
