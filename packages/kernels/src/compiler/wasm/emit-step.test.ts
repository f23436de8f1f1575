import { gruRecipe, lstmRecipe, peepholeLstmRecipe, phasedRecipe, rnnRecipe } from "@tenetjs/cells";
import { test } from "vitest";
import { stepProgram } from "../step-program.ts";
import { emitStep } from "./emit-step.ts";

test("x", () => {
  for (const recipe of [
    rnnRecipe,
    lstmRecipe,
    gruRecipe,
    peepholeLstmRecipe,
    phasedRecipe(lstmRecipe),
    phasedRecipe(gruRecipe),
  ]) {
    for (const sharedInputs of [["time"], []]) {
      const p = stepProgram(recipe, { training: true, sharedInputs });
      const bytes = emitStep(p, 130, { shared: false, maximumPages: 65536 });
      console.log(
        recipe.name,
        sharedInputs,
        "slots",
        p.slots,
        "gates",
        p.gates,
        "units",
        p.unitValues,
        p.unitsVary,
        "recomputed",
        p.recomputed.map((v) => v.operation).join(","),
        bytes.length,
        "fwd",
        p.forward.instructions.length,
        "bwd",
        p.backward.instructions.length,
        "unprep",
        p.unprepare.instructions.length,
      );
      const t = performance.now();
      new WebAssembly.Module(bytes);
      console.log(performance.now() - t);
    }
  }
});
