import { type BackendReport, survey } from "@tenetjs/backends";
import { backendTitles } from "../training/start-on.ts";
import type { DevicePlace } from "./device-facts.ts";

/** Every place that this device might have, the simplest first: plain JavaScript, WASM with one thread and with several, WebGPU. */
export async function devicePlaces(): Promise<DevicePlace[]> {
  const reports = await survey();
  const canShare = crossOriginIsolated && typeof SharedArrayBuffer !== "undefined";
  const several = Math.min(4, navigator.hardwareConcurrency);
  return [...reports].toReversed().flatMap((report): DevicePlace[] => {
    if (report.name !== "wasm") return [placeOf(report, 1)];
    const many = placeOf(report, Math.max(2, several));
    const missing = !canShare
      ? "the page is not cross-origin isolated, so memory cannot be shared"
      : several < 2
        ? "this device has one hardware thread"
        : undefined;
    return [placeOf(report, 1), missing === undefined ? many : { ...many, missing }];
  });
}

function placeOf(report: BackendReport, threads: number): DevicePlace {
  const { name: backend } = report;
  const title = backendTitles[backend];
  const counted = threads === 1 ? "1 thread" : `${threads} threads`;
  return {
    id: backend === "wasm" ? `wasm-${threads}` : backend,
    backend,
    threads,
    title: backend === "wasm" ? `${title}, ${counted}` : title,
    device: report.available ? report.device : "",
    ...(report.available ? {} : { missing: report.reason }),
  };
}
