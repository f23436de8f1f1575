import { cpus } from "node:os";

/** The processor's name as its maker gives it, or its architecture where the system does not tell. */
export function processor(): string {
  return cpus()[0]?.model.trim() || process.arch;
}
