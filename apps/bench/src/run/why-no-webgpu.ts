import { survey } from "@tenetjs/backends";

/** A clause on why WebGPU cannot be measured here; undefined where it can. `softwareGpu` allows a software adapter. */
export async function whyNoWebGpu(softwareGpu: boolean): Promise<string | undefined> {
  const report = (await survey()).find(({ name }) => name === "webgpu");
  if (report === undefined) return "there is no WebGPU backend";
  if (!report.available) return `${report.reason}. ${report.remedy}`;
  if (!report.software || softwareGpu) return undefined;
  return `its GPU is a software adapter (${report.device}), which is measured only on request`;
}
