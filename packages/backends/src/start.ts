import { checkChoice, phrase, problem, TenetError } from "@tenetjs/core";
import { ready, setBackend } from "@tensorflow/tfjs-core";
import type { Backend } from "./backend.ts";
import {
  type AvailableBackend,
  type BackendName,
  type BackendReport,
  backendNames,
} from "./backend-report.ts";
import { registerGradients } from "./gradients/register-gradients.ts";
import type { StartOptions } from "./start-options.ts";
import { backends } from "./survey.ts";

/** The backend that tfjs now runs on. */
export type Started = {
  readonly backend: BackendName;
  readonly device: string;
  readonly software: boolean;
  readonly threads: number;
  readonly simd: AvailableBackend["simd"];
  /** The backends that were not started. */
  readonly others: readonly NotStarted[];
};

/** A backend that was not started: why, as a clause, and what would provide it where it is missing. */
export type NotStarted = { readonly name: BackendName; readonly reason: string; readonly remedy?: string };

/**
 * Starts tfjs on a backend, with gradients registered and known faults of its kernels repaired.
 *
 * `"auto"` takes WebGPU where there is a real graphics card, else WASM, else plain JavaScript. Starting again is
 * cheap, and switches: tensors that another backend holds move over when they are next used.
 *
 * @throws {TenetError} with the code `BACKEND_UNAVAILABLE` when the named backend cannot run here, saying why and
 * what would provide it.
 */
export async function start(name: "auto" | BackendName, options: StartOptions = {}): Promise<Started> {
  checkChoice("start", "the backend's name", name, ["auto", ...backendNames]);
  const wanted = backends.filter((backend) => name === "auto" || name === backend.name);
  const reports = await Promise.all(wanted.map((backend) => backend.report(options)));
  const chosen = reports.find((report) => report.available && (name !== "auto" || !report.software));
  if (!chosen?.available) throw unavailable(reports);

  await (backends.find((backend) => backend.name === chosen.name) as Backend).load(options);
  registerGradients();
  if (!(await setBackend(chosen.name))) {
    throw new TenetError(
      "BACKEND_UNAVAILABLE",
      problem("start", `tfjs to start its ${chosen.name} backend`, phrase("a refusal")),
    );
  }
  await ready();
  const { name: backend, device, software, threads, simd } = chosen;
  return { backend, device, software, threads, simd, others: [] };
}

function unavailable(reports: readonly BackendReport[]): TenetError {
  const lines = reports.map((report) => (report.available ? "" : `${report.reason}. ${report.remedy}`));
  return new TenetError("BACKEND_UNAVAILABLE", lines.join(" "));
}
