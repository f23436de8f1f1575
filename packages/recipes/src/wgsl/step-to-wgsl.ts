import { lowerExpressions } from "../compiler/lower-expressions.ts";
import { stage } from "../compiler/stage.ts";
import { graph, type Place } from "../compiler/value-graph.ts";
import type { Expression } from "../language/expression.ts";
import type { CellRole, Recipe } from "../language/recipe.ts";
import { emitStage } from "./emit-stage.ts";
import { wgslFunctionsFor } from "./functions.ts";

/**
 * A recipe's step for one unit, as WGSL to put into a shader of your own: the functions that it needs, and
 *
 * ```wgsl
 * fn step(gates: array<f32, G>, state: array<f32, S>, parameters: array<f32, P>, inputs: array<f32, I>) -> array<f32, S>
 * ```
 *
 * with the numbers in the order in which the recipe names them; a gate is x Wx + h Wh + b. An argument of which the recipe
 * has none is left out. If the recipe has a second product, a function `factor` of the same arguments returns what it multiplies.
 */
export function stepToWgsl(recipe: Recipe, { training = false }: { training?: boolean } = {}): string {
  const names: Record<CellRole, readonly string[]> = {
    gate: recipe.gates.map(({ name }) => name),
    state: recipe.state,
    parameter: recipe.parameters.map(({ name }) => name),
    input: recipe.inputs,
  };
  const values = graph();
  const lowered = (roots: readonly Expression[]) =>
    lowerExpressions(values, roots, {
      training,
      leaf: ({ role, name }) =>
        values.read({ buffer: buffers[role as CellRole], index: names[role as CellRole].indexOf(name) }),
    });
  const bodyOf = (roots: readonly Expression[], write: (index: number, value: string) => string) =>
    emitStage(
      stage(lowered(roots).map((value, index) => ({ place: { buffer: "next", index }, value, mode: "put" }))),
      {
        read: ({ buffer, index }) => `${argumentOf[buffer as keyof typeof argumentOf]}[${index}]`,
        write: ({ place }, value) => write(place.index, value),
      },
    );
  const body = bodyOf(
    recipe.state.map((name) => recipe.next[name] as Expression),
    (index, value) => `next[${index}] = ${value};`,
  );
  const ofFactor =
    recipe.second === undefined ? "" : bodyOf([recipe.second.factor], (_, value) => `return ${value};`);
  const given = (Object.keys(names) as CellRole[])
    .filter((role) => names[role].length > 0)
    .map((role) => `${argumentOf[buffers[role]]}: array<f32, ${names[role].length}>`);
  const result = `array<f32, ${recipe.state.length}>`;
  const factor =
    ofFactor === ""
      ? ""
      : `fn factor(${given.join(", ")}) -> f32 {
${ofFactor.replace(/^/gm, "  ")}
}
`;
  return `${wgslFunctionsFor(body + ofFactor)}
${factor}fn step(${given.join(", ")}) -> ${result} {
  var next: ${result};
${body.replace(/^/gm, "  ")}
  return next;
}
`;
}

const buffers = {
  gate: "slots",
  state: "previous",
  parameter: "parameters",
  input: "inputs",
} as const satisfies Record<CellRole, Place["buffer"]>;
const argumentOf = { slots: "gates", previous: "state", parameters: "parameters", inputs: "inputs" } as const;
