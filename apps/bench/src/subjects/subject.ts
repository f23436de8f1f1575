import type { MachineTask, NetworkTask } from "../cases/task.ts";
import type { Workload } from "../cases/workload.ts";
import type { Gpu } from "../results/results.ts";
import type { Timeline } from "../results/timeline.ts";
import type { VariationName } from "./variations.ts";

/** A library on a backend, which does a case's task. */
export type Subject = {
  /** The id, as in `SubjectResult`: `tenet-wasm-2`. */
  readonly id: string;
  readonly title: string;
  readonly threads: number;
  /** The name of its adapter in `adapters.ts`, or `pytorch`, which is a program of its own. */
  readonly adapter: string;
  readonly options: SubjectOptions;
  readonly hosts: readonly ("node" | "browser")[];
  /** npm packages that have to be installed next to this one. */
  readonly needs: readonly string[];
  /** Whether the quick mode measures it. */
  readonly quick?: boolean;
  /** Whether to ask it for the timeline of a call, in cases that have one. */
  readonly timeline?: boolean;
  /** Whether the library can do the task. If not, the case leaves the subject out. */
  can(task: NetworkTask): boolean;
  /** A clause on how its task differs from the others'; undefined where it is the same. */
  different?(task: NetworkTask): string | undefined;
};

/** The options of an adapter, as JSON: the library's backend, threads and settings. */
export type SubjectOptions = {
  readonly backend: "cpu" | "wasm" | "webgpu";
  readonly threads: number;
  /** In a page: the URL of the library's WebAssembly. */
  readonly wasmPaths?: string;
  /** Whether the kernels of `@tenetjs/kernels` are registered. The next two options configure them. */
  readonly fused?: boolean;
  /**
   * The form of the kernels on wasm. `fast`, the default: what the command line takes, the fastest that is sound here. `reproducible`: what it
   * takes with `--reproducible`. `strict`, `relaxed`: that build without V8's revectorisation.
   */
  readonly form?: "fast" | "reproducible" | "strict" | "relaxed";
  /** For Tenet: how generation keeps the weights, as in `StreamingOptions` of `@tenetjs/models`. */
  readonly weights?: "int8";
  /** As in `WebGpuOptions` of `@tenetjs/kernels`. */
  readonly webgpu?: { readonly scan?: "stepwise" | "persistent"; readonly storage?: "f16" };
  /** For PyTorch: whether to compute on the GPU that it finds, rather than on the processor. */
  readonly gpu?: boolean;
  /** For PyTorch: whether `torch.compile` compiles the model. */
  readonly compile?: boolean;
  /** For Tenet: what a training step does otherwise than the bare one does. */
  readonly variation?: VariationName;
};

/** Whether a subject computes on a GPU. */
export function isOnGpu({ backend, gpu = false }: SubjectOptions): boolean {
  return backend === "webgpu" || gpu;
}

/** The function `prepare` of every adapter module. It resolves when the library is ready, and rejects with the reason when it cannot be. */
export type Prepare = (workload: Workload, options: SubjectOptions) => Promise<Prepared>;

export type Prepared = {
  /**
   * A value that every library must compute alike from the same weights. Call it before any work. It is the loss of the third training step,
   * which depends on two gradients and two updates; or, without training, the mean cross-entropy of the targets under the logits of the first
   * batch. For generation, the batch is read one step at a time.
   */
  check(): Promise<number>;
  /** One call of the task. It resolves when the result is read back, so no work is left on a device. */
  work(): Promise<void>;
  /** What each thread did in a call, where that can be recorded. */
  timeline?(): Promise<Timeline>;
  /** The versions of the libraries used, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** The GPU, where the subject computes on one. */
  readonly adapter?: Gpu;
  /** How WebAssembly computes, where the subject computes with it: "strict", "relaxed, revectorized". */
  readonly form?: string;
};

/** As {@link Prepare}, for a {@link MachineTask}. */
export type PrepareMachine = (
  task: MachineTask,
  options: SubjectOptions,
) => Promise<Pick<Prepared, "work" | "versions" | "adapter" | "form">>;
