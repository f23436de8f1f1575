import { survey } from "@tenetjs/backends";

/** Why no subject can be measured on WebGPU here, as a clause; undefined when they can. */
export async function whyNoWebGpu(softwareGpu: boolean): Promise<string | undefined> {
  const report = (await survey()).find(({ name }) => name === "webgpu");
  if (report === undefined) return "there is no such backend";
  if (!report.available) return `${report.reason}. ${report.remedy}`;
  if (!report.software || softwareGpu) return undefined;
  return `its graphics card is a program on the processor (${report.device}), which is measured only where it is asked for`;
}
