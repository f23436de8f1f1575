import type { Gpu } from "./device/gpu.ts";

/** Threads of a workgroup. */
export const threads = 64;

/** As many workgroups as give each of `count` values a thread, or as there may be: then threads take more than one. */
export function groupsFor({ device }: Gpu, count: number): number {
  return Math.min(Math.ceil(count / threads), device.limits.maxComputeWorkgroupsPerDimension);
}

/** The head of a `main` in WGSL that goes through values from `at.x` on, `stride` apart, which is declared by the other. */
export const spread = {
  main: `@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) at: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>)`,
  stride: `let stride = groups.x * ${threads}u;`,
};

/** Workgroups that keep the larger cards busy. */
export const busy = 128;
