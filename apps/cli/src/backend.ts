import "@tenetjs/kernels/register";
import { type Started, type StartOptions, start, type Trial } from "@tenetjs/backends";
import { configureKernels } from "@tenetjs/kernels";
import type { BackendValues } from "./options/backend-options.ts";
import type { Terminal } from "./terminal/terminal.ts";

/**
 * Starts a backend with our kernels in the place of tfjs's: what every command that computes begins with. Where there is a
 * choice of several, `measure` makes a piece of the command's work, and the one on which it is fastest is taken; what was
 * measured is told.
 */
export async function startBackend(
  terminal: Terminal,
  { backend, threads, revectorize }: BackendValues,
  measure: () => Trial,
): Promise<Started> {
  if (revectorize) configureKernels({ revectorize });
  const options: StartOptions = { measure, ...(threads === null ? {} : { threads }) };
  const started =
    typeof backend === "string"
      ? await start(backend, options)
      : await start("auto", { ...options, among: backend });
  if (started.measured.length > 0) terminal.error(choiceLine(started));
  return started;
}

/** "auto: wasm, 12 ms a step (webgpu: 31 ms)". */
export function choiceLine({ measured, others }: Pick<Started, "measured" | "others">): string {
  const [fastest, ...slower] = measured;
  const rest = slower.map(({ name, milliseconds }) => `${name}: ${inBrief(milliseconds)}`);
  const failed = others.filter(({ error }) => error !== undefined);
  const all = [...rest, ...failed.map(({ name, reason }) => `${name}: ${reason}`)].join("; ");
  return `auto: ${fastest?.name}, ${inBrief(fastest?.milliseconds ?? 0)} a step (${all})`;
}

function inBrief(milliseconds: number): string {
  return `${Number(milliseconds.toPrecision(2))} ms`;
}
