import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Operands } from "../../scan/operands.ts";
import { optionsFor } from "../options.ts";
import { runBackward } from "./backward.ts";
import { runForward } from "./forward.ts";
import { persistentThreadGrid } from "./persistent-shaders.ts";
import type { ScanForm } from "./scan-form.ts";
import type { ScanPlan } from "./scan-plan.ts";

/**
 * The form in which to run a sequence. Independent units have only one, and so have cells with a second product. Otherwise, the options may set it. If they do not, it is a guess at first; after enough sequences of the same
 * sizes, both forms are timed on the GPU while other work continues, and the faster one is used from then on.
 */
export function chooseScanForm(plan: ScanPlan, operands: Operands): ScanForm {
  const { gpu, batch, steps, hidden, recipe, recording, hiddenSlots, lateSlots } = plan;
  if (hiddenSlots.count + lateSlots.count === 0) return "independent";
  // The persistent form keeps one value of each unit in workgroup memory, not the factor of a second product beside it.
  if (lateSlots.count > 0) return "stepwise";
  if (persistentThreadGrid(plan) === undefined) return "stepwise";
  const wanted = optionsFor(gpu.device).scan;
  if (wanted !== "measured") return wanted;
  const ofDevice = choices.get(gpu.device) ?? new Map<string, Choice>();
  choices.set(gpu.device, ofDevice);
  const key = [recipe.name, recipe.gates.length, batch, steps, hidden, plan.storage].join(" ");
  const choice = ofDevice.get(key) ?? { form: guess(plan), uses: 0 };
  ofDevice.set(key, choice);
  if (recording) {
    choice.uses += 1;
    if (choice.uses === usesBeforeMeasuring) {
      measure(plan, operands).then(
        (form) => {
          choice.form = form;
        },
        // The work that continues runs into the same error of the GPU and reports it.
        () => {},
      );
    }
  }
  return choice.form;
}

type MeasuredForm = Exclude<ScanForm, "independent">;

type Choice = { form: MeasuredForm; uses: number };

const choices = new WeakMap<GPUDevice, Map<string, Choice>>();

/** A run of fewer sequences ends before a measurement would pay. */
const usesBeforeMeasuring = 20;

/** A guess without a measurement: a step with few multiplications takes less time than its dispatch. */
function guess({ hidden, hiddenSlots }: ScanPlan): MeasuredForm {
  return hidden * hidden * hiddenSlots.count <= 65536 ? "persistent" : "stepwise";
}

/** The form that takes less time, forward and backward, on undefined values. */
async function measure(plan: ScanPlan, operands: Operands): Promise<MeasuredForm> {
  const times: Record<MeasuredForm, number> = {
    stepwise: Number.POSITIVE_INFINITY,
    persistent: Number.POSITIVE_INFINITY,
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const form of ["stepwise", "persistent"] as const) {
      times[form] = Math.min(times[form], await milliseconds(plan, operands, form));
    }
  }
  return times.persistent < times.stepwise ? "persistent" : "stepwise";
}

/** The number of rounds. The first one compiles shaders. */
const rounds = 5;

async function milliseconds(plan: ScanPlan, operands: Operands, form: ScanForm): Promise<number> {
  const { gpu, size, steps, batch, hidden, keep } = plan;
  const like = ({ shape, dtype }: TensorInfo) => gpu.output(shape, dtype);
  const scratch = Object.entries(operands).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(like) : value && like(value as TensorInfo),
  ]);
  const given = Object.fromEntries(scratch) as Operands;
  const workspace = gpu.workspace(size);
  const dOutputs = gpu.output([batch, keep === "all" ? steps : 1, hidden], "float32");
  const dStates = operands.states.map(like);
  gpu.submit();
  await gpu.device.queue.onSubmittedWorkDone();
  const start = performance.now();
  const made = [
    ...runForward(plan, given, workspace, form),
    ...runBackward(plan, given, workspace, dOutputs, dStates, form),
  ];
  gpu.submit();
  await gpu.device.queue.onSubmittedWorkDone();
  const elapsed = performance.now() - start;
  const all = [...scratch.flatMap(([, value]) => value ?? []), workspace, dOutputs, ...dStates, ...made];
  for (const tensor of all as TensorInfo[]) gpu.dispose(tensor);
  return elapsed;
}
