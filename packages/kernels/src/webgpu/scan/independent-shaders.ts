import { wgslFunctions } from "@tenetjs/recipes/internals";
import type { Shader } from "../device/shader.ts";
import { range } from "../range.ts";
import { groupsFor, spread } from "../threads.ts";
import { placeFunctions, type ScanScalar, scanScalars, workspaceBuffer } from "./places.ts";
import type { ScanPlan } from "./scan-plan.ts";
import { backwardStage, carryAt, forwardStage, type StageCode } from "./stages.ts";

/** The shader that takes each independent unit of each row through all steps in one dispatch. Its states are in registers. */
export function independentForwardShader(plan: ScanPlan): Shader<string, ScanScalar> {
  const { recipe, recording } = plan;
  return unitShader(plan, {
    ...forwardStage(plan, { variable: stateVariable }),
    label: `${recipe.name} forward, each unit`,
    stored: (state, t) => `workspace[stateAt(row, ${t}, ${state}u, unit)]`,
    // If steps are kept, each of them has stored its states.
    stores: !recording,
    time: "i",
  });
}

/** The shader that takes each independent unit of each row back through all steps in one dispatch. */
export function independentBackwardShader(plan: ScanPlan): Shader<string, ScanScalar> {
  return unitShader(plan, {
    ...backwardStage(plan, { variable: stateVariable }),
    label: `${plan.recipe.name} backward, each unit`,
    stored: carryAt,
    stores: true,
    time: "scalars.steps - 1u - i",
  });
}

/** The number of workgroups that gives each unit of each row a thread. */
export function independentGroups({ gpu, batch, hidden }: ScanPlan): readonly [number] {
  return [groupsFor(gpu, batch * hidden)];
}

function stateVariable(state: number): string {
  return `state${state}`;
}

type UnitShader = StageCode & {
  readonly label: string;
  /** Where a state, or its gradient, is before and after the loop. */
  stored(state: number, t: string): string;
  /** Whether the loop's result is written there. */
  readonly stores: boolean;
  /** The step of pass `i`. */
  readonly time: string;
};

function unitShader(
  plan: ScanPlan,
  { label, buffers, declarations, body, stored, stores, time }: UnitShader,
): Shader<string, ScanScalar> {
  const states = range(plan.program.states);
  const load = states.map((state) => `var ${stateVariable(state)} = ${stored(state, "0u")};`);
  const store = states.map((state) => `${stored(state, "scalars.steps")} = ${stateVariable(state)};`);
  return {
    label,
    buffers: { ...workspaceBuffer, ...buffers },
    scalars: scanScalars,
    code: `${wgslFunctions}
${placeFunctions(plan)}
${declarations}
${spread.main} {
  ${spread.stride}
  for (var index = at.x; index < scalars.batch * hidden; index += stride) {
    let row = index / hidden;
    let unit = index % hidden;
    ${load.join("\n    ")}
    for (var i = 0u; i < scalars.steps; i += 1u) {
      let t = ${time};
      ${body}
    }
    ${stores ? store.join("\n    ") : ""}
  }
}`,
  };
}
