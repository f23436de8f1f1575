import { type Started, type StartOptions, start, type Trial } from "@tenetjs/backends";
import type { WasmForm } from "@tenetjs/kernels";
import type { BackendChoice, BackendValues } from "./options/backend-options.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** The backend that runs, and the form of its kernels if it is WASM. */
export type StartedBackend = Started & { readonly kernels: WasmForm | null };

/**
 * Starts a backend, with our kernels in place of those of tfjs, and returns what runs. Given a choice of several backends, it
 * times the piece of work that `measure` returns on each, takes the fastest, and prints the times. On WASM the kernels take the fastest form
 * that is sound here, unless the options say otherwise.
 */
export async function startBackend(
  terminal: Terminal,
  { backend, threads, reproducible, revectorize }: BackendValues,
  measure: () => Trial,
): Promise<StartedBackend> {
  // Only here, so that the help of a command does not load them.
  const [{ configureKernels, wasmForm }] = await Promise.all([
    import("@tenetjs/kernels"),
    import("@tenetjs/kernels/register"),
  ]);
  if (revectorize && mayBeWasm(backend)) await takeRevectorization(terminal);
  configureKernels({ reproducible });
  const options: StartOptions = { measure, ...(threads === null ? {} : { threads }) };
  const started =
    typeof backend === "string"
      ? await start(backend, options)
      : await start("auto", { ...options, among: backend });
  if (started.measured.length > 0) terminal.error(choiceLine(started));
  return { ...started, kernels: started.backend === "wasm" ? wasmForm() : null };
}

function mayBeWasm(backend: BackendChoice): boolean {
  return backend === "auto" || [backend].flat().includes("wasm");
}

async function takeRevectorization(terminal: Terminal): Promise<void> {
  const { revectorizeIfSound } = await import("@tenetjs/kernels/node");
  await revectorizeIfSound({
    onProbe: () => terminal.status("testing V8's revectorisation, once on this machine"),
  });
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
