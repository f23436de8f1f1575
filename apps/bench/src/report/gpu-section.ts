import { groupBy } from "../results/group-by.ts";
import type { Results } from "../results/results.ts";
import { measuredSubjects } from "./measured-subjects.ts";
import type { ReportSection } from "./report.ts";
import { numberText } from "./wording.ts";

/** A section with the GPUs that subjects computed on and the limits of the one that WebGPU used; none where no subject used a GPU. */
export function gpuSection({ cases, machine }: Results): ReportSection[] {
  const computed = cases
    .flatMap(measuredSubjects)
    .flatMap(({ title, gpu }) => (gpu === undefined ? [] : [{ title, gpu }]));
  if (computed.length === 0) return [];
  const limits = machine?.gpu;
  const gpus = groupBy(computed, ({ gpu }) => JSON.stringify([gpu.name, gpu.driver, gpu.software]));
  return [
    {
      heading: "GPU",
      notes: [
        limits === undefined
          ? "The GPU's limits could not be measured."
          : `Limits, measured with our kernels in this run: ${numberText(limits.peak)} GFLOP/s in products of large square matrices, and ` +
            `${numberText(limits.bandwidth)} GB/s read and written by a large copy.`,
      ],
      tables: [
        {
          columns: ["GPU", "driver", "kind", "subjects"],
          rows: gpus.map(([, group]) => {
            const [{ gpu }] = group;
            const titles = Array.from(new Set(group.map(({ title }) => title)));
            return [gpu.name, gpu.driver ?? "", gpu.software ? "software" : "hardware", titles.join("; ")];
          }),
        },
      ],
    },
  ];
}

/** A warning where a subject ran on a software adapter: such figures say nothing about a GPU. */
export function softwareNote({ environment, cases }: Results): string[] {
  const gpus = [environment.adapter, ...cases.flatMap(measuredSubjects).map(({ gpu }) => gpu)];
  const software = gpus.find((gpu) => gpu?.software);
  if (software === undefined) return [];
  return [
    `The GPU was a software adapter (${software.name}): its figures show that everything runs, and say nothing about any GPU.`,
  ];
}
