import type { SimdFeature } from "../backend-report.ts";

/** The SIMD instruction sets that this runtime's WebAssembly accepts. */
export function simdFeatures(): SimdFeature[] {
  if (typeof WebAssembly === "undefined") return [];
  return (Object.keys(probes) as SimdFeature[]).filter((feature) =>
    WebAssembly.validate(moduleWithBody(probes[feature])),
  );
}

/** For each instruction set, the body of a function `() -> ()` that uses one of its instructions. */
const probes: Record<SimdFeature, readonly number[]> = {
  // i32.const 0, i8x16.splat, drop
  simd128: [0x41, 0, 0xfd, 15, 0x1a],
  // three times (i32.const 0, i8x16.splat), f32x4.relaxed_madd, drop
  "relaxed-simd": [0x41, 0, 0xfd, 15, 0x41, 0, 0xfd, 15, 0x41, 0, 0xfd, 15, 0xfd, 0x85, 0x02, 0x1a],
};

function moduleWithBody(body: readonly number[]): Uint8Array<ArrayBuffer> {
  const end = 0x0b;
  const code = [0, ...body, end];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
    ...[1, 4, 1, 0x60, 0, 0], // types: one, () -> ()
    ...[3, 2, 1, 0], // functions: one, of type 0
    ...[10, code.length + 2, 1, code.length, ...code], // code
  ]);
}
