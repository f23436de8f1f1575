import type { BackendReport } from "@tenetjs/backends";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";

/**
 * Refuses to measure on a machine without a GPU, by the reports of `survey`. A software adapter passes only with `softwareGpu`.
 *
 * @throws {TenetError} `BACKEND_UNAVAILABLE`, with what there is instead.
 */
export function requireGpu(
  reports: readonly BackendReport[],
  { softwareGpu }: { readonly softwareGpu: boolean },
): void {
  const report = reports.find(({ name }) => name === "webgpu");
  if (report?.available && (!report.software || softwareGpu)) return;
  const [got, next] = report?.available
    ? [
        `${report.device}, a software adapter`,
        "Install the GPU's driver, or pass --software-gpu to check that everything runs; its times say nothing about a GPU.",
      ]
    : [`none: ${report?.reason}`, report?.remedy];
  throw new TenetError("BACKEND_UNAVAILABLE", problem("bench --gpu", "a GPU", phrase(got), next));
}
