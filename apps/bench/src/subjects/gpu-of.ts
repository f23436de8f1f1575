import type { Started } from "@tenetjs/backends";
import type { Prepared } from "./subject.ts";

/** The GPU that tfjs was started on, as `adapter`; empty on other backends. */
export function gpuOf({ backend, device: name, driver, software }: Started): Pick<Prepared, "adapter"> {
  if (backend !== "webgpu") return {};
  return { adapter: { name, ...(driver === undefined ? {} : { driver }), software } };
}
