import type { Gpu } from "./device/gpu.ts";

/** The number of threads in a workgroup. */
export const threads = 64;

/** The number of workgroups that gives each of `count` values a thread, up to the device's limit. Beyond it, threads take several values. */
export function groupsFor({ device }: Gpu, count: number): number {
  return Math.min(Math.ceil(count / threads), device.limits.maxComputeWorkgroupsPerDimension);
}

/** WGSL for a loop over values: `main` is the head of the function, whose first value is `at.x`, and `stride` declares the step. */
export const spread = {
  main: `@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) at: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>)`,
  stride: `let stride = groups.x * ${threads}u;`,
};

/** The number of workgroups that keeps a large GPU busy. */
export const busy = 128;
