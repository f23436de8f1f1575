import { allSubjects } from "./all-subjects.ts";
import type { Subject, SubjectOptions } from "./subject.ts";

/** The subjects of a run on a GPU, for a machine with `threads` hardware threads: those that compute on the GPU, and Tenet on the processor. */
export function gpuSubjects(threads: number): readonly Subject[] {
  const known = new Map(allSubjects(threads).map((subject) => [subject.id, subject]));
  const taken = (id: string) => known.get(id) as Subject;
  const fused = taken("tenet-webgpu");
  const form = (id: string, title: string, webgpu: NonNullable<SubjectOptions["webgpu"]>): Subject => ({
    ...fused,
    id: `tenet-webgpu-${id}`,
    title: `Tenet, webgpu, ${title}`,
    options: { ...fused.options, webgpu },
    // Generation does not use the sequence kernels.
    can: ({ kind }) => kind !== "generate",
  });
  const subjects: readonly Subject[] = [
    fused,
    form("stepwise", "stepwise", { scan: "stepwise" }),
    form("persistent", "persistent", { scan: "persistent" }),
    {
      ...form("f16", "float16 weights", { storage: "f16" }),
      different: () => "the weights that h is multiplied by are rounded to float16, each by up to 0.05 %",
    },
    taken("tenet-webgpu-composed"),
    taken("tfjs-layers-webgpu"),
    {
      ...taken("pytorch-1"),
      id: "pytorch-gpu",
      title: "PyTorch, GPU",
      options: { backend: "cpu", threads: 1, gpu: true },
    },
    // Tenet's default number of threads.
    taken(`tenet-wasm-${Math.min(threads, 4)}`),
  ];
  return subjects.map((subject) => ({ ...subject, quick: true }));
}
