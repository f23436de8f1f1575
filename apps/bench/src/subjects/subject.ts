import type { MachineTask, NetworkTask } from "../cases/task.ts";
import type { Workload } from "../cases/workload.ts";
import type { GraphicsCard } from "../results/results.ts";

/** A library on a backend, as the list of subjects has it. */
export type Subject = {
  /** As in `SubjectResult`: `tenet-wasm-2`. */
  readonly id: string;
  readonly title: string;
  readonly threads: number;
  /** The adapter that runs it, by its name in `adapters.ts`; or a program of its own, which speaks as `requests.ts` says. */
  readonly adapter: string;
  readonly options: SubjectOptions;
  readonly hosts: readonly ("node" | "browser")[];
  /** npm packages that have to be installed beside this one. */
  readonly needs: readonly string[];
  /** Whether it is one of the few that the quick mode measures. */
  readonly quick?: boolean;
  /** Whether the library can do the task at all. Where it cannot, it is no subject of the case. */
  can(task: NetworkTask): boolean;
  /** That it does something else than the others, if it does: what, as a clause. */
  different?(task: NetworkTask): string | undefined;
};

/** What an adapter is told, as JSON: which of the library's backends, and the like. */
export type SubjectOptions = {
  readonly backend: "cpu" | "wasm" | "webgpu";
  readonly threads: number;
  /** Of a page: where it finds the library's WebAssembly. */
  readonly wasmPaths?: string;
  /** Whether `@tenetjs/kernels/register` is imported, and how the kernels are set. */
  readonly fused?: boolean;
  readonly relaxed?: boolean;
  readonly revectorize?: boolean;
  /** Of PyTorch: whether it computes on the graphics card that it finds, in place of the processor. */
  readonly card?: boolean;
  /** As in `WebGpuOptions` of `@tenetjs/kernels`. */
  readonly webgpu?: { readonly scan?: "stepwise" | "persistent"; readonly storage?: "f16" };
};

/** Whether a subject computes on a graphics card. */
export function isOnCard({ backend, card = false }: SubjectOptions): boolean {
  return backend === "webgpu" || card;
}

/** What every adapter module exports as `prepare`: the library, ready to work. Rejects, with the reason, when it cannot. */
export type Prepare = (workload: Workload, options: SubjectOptions) => Promise<Prepared>;

export type Prepared = {
  /**
   * What the same weights must give in every library, to be asked for before any work: the loss of the third training step, which
   * two gradients and two updates have gone into; or, without training, the mean cross-entropy of the targets under the logits of the
   * first batch, which a generating subject reads one step at a time.
   */
  check(): Promise<number>;
  /** One call of the task, to its end: nothing is left waiting on a device. */
  work(): Promise<void>;
  /** Versions of what took part, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** The graphics card, where one computes. */
  readonly adapter?: GraphicsCard;
};

/** What a {@link MachineTask} is done by: as {@link Prepare}, with the task alone. */
export type PrepareMachine = (
  task: MachineTask,
  options: SubjectOptions,
) => Promise<Pick<Prepared, "work" | "versions" | "adapter">>;
