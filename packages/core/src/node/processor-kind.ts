import { readFileSync } from "node:fs";
import { cpus } from "node:os";

/** What decides which code is fast on a processor. */
export type ProcessorKind = {
  /** `"Intel"`, `"AMD"`, `"Apple"`, or `"other"`. */
  readonly vendor: string;
  /** The widest SIMD instructions: `"AVX-512"`, `"AVX2"`, `"SSE"` or `"NEON"`; `"unknown"` on x64 where the system does not report them. */
  readonly simd: string;
};

/** The kind of this machine's processor. */
export function processorKind(): ProcessorKind {
  return kindFrom({ model: cpus()[0]?.model ?? "", arch: process.arch, info: cpuInfo() });
}

/** The kind of a processor from its model name, its architecture and the contents of Linux's `/proc/cpuinfo`. */
export function kindFrom({
  model,
  arch,
  info,
}: {
  readonly model: string;
  readonly arch: string;
  readonly info: string;
}): ProcessorKind {
  const named = `${model} ${/^vendor_id\s*: (.*)$/m.exec(info)?.[1] ?? ""}`;
  const vendor = ["Intel", "AMD", "Apple"].find((name) => named.includes(name)) ?? "other";
  if (arch === "arm64") return { vendor, simd: "NEON" };
  const flags = /^flags\s*: (.*)$/m.exec(info)?.[1]?.split(" ");
  if (arch !== "x64" || flags === undefined) return { vendor, simd: "unknown" };
  const widest = [
    ["AVX-512", "avx512f"],
    ["AVX2", "avx2"],
  ].find(([, flag]) => flags.includes(flag as string))?.[0];
  return { vendor, simd: widest ?? "SSE" };
}

function cpuInfo(): string {
  try {
    return readFileSync("/proc/cpuinfo", "utf8");
  } catch {
    return "";
  }
}
