import { type Started, type StartOptions, start, type Trial } from "@tenetjs/backends";
import type { BackendValues } from "./options/backend-options.ts";
import type { Terminal } from "./terminal/terminal.ts";

/**
 * Starts a backend, with our kernels in place of those of tfjs, and returns what runs. Given a choice of several backends, it
 * times the piece of work that `measure` returns on each, takes the fastest, and prints the times.
 */
export async function startBackend(
  terminal: Terminal,
  { backend, threads, revectorize }: BackendValues,
  measure: () => Trial,
): Promise<Started> {
  // Only here, so that the help of a command does not load them.
  const [{ configureKernels }] = await Promise.all([
    import("@tenetjs/kernels"),
    import("@tenetjs/kernels/register"),
  ]);
  if (revectorize) configureKernels({ revectorize });
  const options: StartOptions = { measure, ...(threads === null ? {} : { threads }) };
  const started =
    typeof backend === "string"
      ? await start(backend, options)
      : await start("auto", { ...options, among: backend });
  if (started.measured.length > 0) terminal.error(choiceLine(started));
  return started;
}

/** The line "auto: wasm, 12 ms per step (webgpu: 31 ms)". */
export function choiceLine({ measured, others }: Pick<Started, "measured" | "others">): string {
  const [fastest, ...slower] = measured;
  const rest = slower.map(({ name, milliseconds }) => `${name}: ${shortTime(milliseconds)}`);
  const failed = others.filter(({ error }) => error !== undefined);
  const all = [...rest, ...failed.map(({ name, reason }) => `${name}: ${reason}`)].join("; ");
  return `auto: ${fastest?.name}, ${shortTime(fastest?.milliseconds ?? 0)} per step (${all})`;
}

function shortTime(milliseconds: number): string {
  return `${Number(milliseconds.toPrecision(2))} ms`;
}
