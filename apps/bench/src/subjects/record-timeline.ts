import { overrideKernel } from "@tenetjs/backends/internals";
import { fusedScanKernel } from "@tenetjs/cells/internals";
import { recordShards } from "@tenetjs/kernels/internals";
import { updateKernel } from "@tenetjs/recipes/internals";
import {
  _FusedMatMul,
  BatchMatMul,
  getBackend,
  getKernelsForBackend,
  type KernelFunc,
} from "@tensorflow/tfjs-core";
import { type Recorded, type Timeline, type TimelineWork, timelineOf } from "../results/timeline.ts";

/** The timeline of the shortest of `calls` calls of `work`, a training step on tfjs's WASM backend with our kernels. */
export async function recordTimeline(work: () => Promise<void>, calls = 30): Promise<Timeline> {
  const kernels = timedKernels();
  let shortest: Recorded | undefined;
  for (let call = 0; call < calls; call += 1) {
    const endOfShards = recordShards();
    kernels.begin();
    const began = now();
    await work();
    const recorded = { began, ended: now(), kernels: kernels.end(), shards: endOfShards() };
    if (shortest === undefined || lengthOf(recorded) < lengthOf(shortest)) shortest = recorded;
  }
  return timelineOf(shortest as Recorded);
}

type Kernel = Recorded["kernels"][number];

/** Times the kernels of the backend that the main thread calls between `begin` and `end`. */
function timedKernels(): { begin(): void; end(): Kernel[] } {
  let list: Kernel[] | undefined;
  let isInKernel = false;
  const name = getBackend();
  for (const { kernelName } of getKernelsForBackend(name)) {
    const work = workOf(kernelName);
    const timed =
      (run: KernelFunc): KernelFunc =>
      (call) => {
        // A kernel may call others.
        if (list === undefined || isInKernel) return run(call);
        const began = now();
        isInKernel = true;
        try {
          return run(call);
        } finally {
          isInKernel = false;
          list.push({ work, began, ended: now() });
        }
      };
    overrideKernel(name, kernelName, timed);
  }
  return {
    begin() {
      list = [];
    },
    end() {
      const kernels = list ?? [];
      list = undefined;
      return kernels;
    },
  };
}

function workOf(kernelName: string): TimelineWork {
  if (kernelName === fusedScanKernel) return "forward";
  if (kernelName.startsWith(fusedScanKernel)) return "backward";
  return works[kernelName] ?? "other";
}

const works: Readonly<Record<string, TimelineWork>> = {
  [BatchMatMul]: "products",
  [_FusedMatMul]: "products",
  TenetSoftmaxCrossEntropy: "loss",
  TenetGlobalNorm: "update",
  TenetClipByGlobalNorm: "update",
  [updateKernel]: "update",
};

function lengthOf({ began, ended }: Recorded): number {
  return ended - began;
}

/** The clock of `recordShards`. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
