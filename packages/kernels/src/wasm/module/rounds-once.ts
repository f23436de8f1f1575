/**
 * Whether this runtime's relaxed multiply-add rounds once. It then gives the same values wherever it does so, and other values than
 * strict SIMD. Where it rounds twice, relaxed SIMD gives the values of strict SIMD.
 *
 * @throws {WebAssembly.CompileError} if the runtime has no relaxed SIMD.
 */
export function roundsOnce(): boolean {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(program));
  return (exports as { f(): number }).f() !== 0;
}

/** (1 + 2^-12)^2 - (1 + 2^-11), which is 2^-24, or 0 if the square is rounded first. */
const [factor, term] = [1 + 2 ** -12, -(1 + 2 ** -11)];

const f32 = (value: number) => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)];
const splat = [0xfd, 0x13];
const body = [
  ...[...f32(factor), ...splat, ...f32(factor), ...splat, ...f32(term), ...splat],
  ...[0xfd, 0x85, 0x02], // f32x4.relaxed_madd
  ...[0xfd, 0x1f, 0], // f32x4.extract_lane 0
  0x0b, // end
];

const program = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
  ...[1, 5, 1, 0x60, 0, 1, 0x7d], // types: one, () -> f32
  ...[3, 2, 1, 0], // functions: one, of type 0
  ...[7, 5, 1, 1, 0x66, 0, 0], // exports: one, "f"
  ...[10, body.length + 3, 1, body.length + 1, 0, ...body], // code, without locals
]);
