import type { Started } from "@tenetjs/backends";
import type { Prepared } from "./subject.ts";

/** The graphics card that tfjs was started on, if it was. */
export function cardOf({ backend, device: name, driver, software }: Started): Pick<Prepared, "adapter"> {
  if (backend !== "webgpu") return {};
  return { adapter: { name, ...(driver === undefined ? {} : { driver }), software } };
}
