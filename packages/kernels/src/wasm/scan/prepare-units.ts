import { stepArguments } from "@tenetjs/recipes";
import type { Operands } from "../../scan/operands.ts";
import { inputPlaces, type Places, parameterBlocks } from "./places.ts";
import type { ScanPlan } from "./scan-plan.ts";

/** Gathers biases and parameters in one place, and computes the values that all rows share, for all steps. */
export function prepareUnits(plan: ScanPlan, operands: Operands, places: Places): void {
  const { kernels, step, hidden, steps } = plan;
  parameterBlocks(plan, operands.b, operands.parameters).forEach((from, index) => {
    kernels.exports.copyBlocks(hidden, 1, 1, from, 0, 0, places.parameters + index * hidden * 4, 0, 0);
  });
  for (let t = 0; t < (step.program.unitsVary ? steps : 1); t += 1) {
    step.prepare(
      ...stepArguments(
        { rows: 1, parameters: places.parameters, units: places.units(t) },
        inputPlaces(plan, operands, t),
      ),
    );
  }
}

/** Computes the gradients of biases, parameters and shared inputs, from those of the values that all rows share. */
export function unprepareUnits(
  plan: ScanPlan,
  operands: Operands,
  places: Places,
  gradients: Pick<Operands, "b" | "parameters" | "stepInputs">,
  {
    unitGradients,
    parameterGradients,
  }: { readonly unitGradients: (step: number) => number; readonly parameterGradients: number },
): void {
  const { kernels, step, hidden, steps } = plan;
  for (let t = 0; t < (step.program.unitsVary ? steps : 1); t += 1) {
    step.unprepare(
      ...stepArguments(
        { rows: 1, parameters: places.parameters, unitGradients: unitGradients(t), parameterGradients },
        inputPlaces(plan, operands, t, gradients.stepInputs),
      ),
    );
  }
  parameterBlocks(plan, gradients.b, gradients.parameters).forEach((to, index) => {
    const from = parameterGradients + index * hidden * 4;
    kernels.exports.copyBlocks(hidden, 1, 1, from, 0, 0, to, 0, 0);
  });
}
