import { type Bytes, float32, signed, unsigned } from "./encoding.ts";

/** Instructions by the names of WebAssembly's text format. Operands are on the stack; what is in parentheses here is encoded. */

export const localGet = (index: number): Bytes => [0x20, ...unsigned(index)];
export const localSet = (index: number): Bytes => [0x21, ...unsigned(index)];
export const localTee = (index: number): Bytes => [0x22, ...unsigned(index)];

export const i32 = {
  const: (value: number): Bytes => [0x41, ...signed(value)],
  eqz: [0x45],
  lt_u: [0x49],
  add: [0x6a],
  sub: [0x6b],
  mul: [0x6c],
  or: [0x72],
} as const;

export const f32 = {
  const: (value: number): Bytes => [0x43, ...float32(value)],
  load: (offset = 0): Bytes => [0x2a, ...address(offset)],
  store: (offset = 0): Bytes => [0x38, ...address(offset)],
  gt: [0x5e],
  add: [0x92],
} as const;

/** Control: `body` runs in a block of its own. */
export const loop = (body: Bytes): Bytes => [0x03, 0x40, ...body, 0x0b];
export const block = (body: Bytes): Bytes => [0x02, 0x40, ...body, 0x0b];
export const branchIf = (depth: number): Bytes => [0x0d, ...unsigned(depth)];
export const ifElse = (whenTrue: Bytes, whenFalse: Bytes): Bytes => [
  ...[0x04, 0x40],
  ...whenTrue,
  0x05,
  ...whenFalse,
  0x0b,
];

export const v128 = {
  load: (offset = 0): Bytes => [...simd(0x00), ...address(offset)],
  load32_splat: (offset = 0): Bytes => [...simd(0x09), ...address(offset)],
  load32_zero: (offset = 0): Bytes => [...simd(0x5c), ...address(offset)],
  store: (offset = 0): Bytes => [...simd(0x0b), ...address(offset)],
  store32_lane0: (offset = 0): Bytes => [...simd(0x5a), ...address(offset), 0],
  and: simd(0x4e),
  andnot: simd(0x4f),
  or: simd(0x50),
  xor: simd(0x51),
  bitselect: simd(0x52),
} as const;

export const f32x4 = {
  splat: simd(0x13),
  extract_lane: (lane: number): Bytes => [...simd(0x1f), lane],
  eq: simd(0x41),
  lt: simd(0x43),
  gt: simd(0x44),
  le: simd(0x45),
  ge: simd(0x46),
  demote_f64x2_zero: simd(0x5e),
  nearest: simd(0x6a),
  abs: simd(0xe0),
  neg: simd(0xe1),
  sqrt: simd(0xe3),
  add: simd(0xe4),
  sub: simd(0xe5),
  mul: simd(0xe6),
  div: simd(0xe7),
  pmin: simd(0xea),
  pmax: simd(0xeb),
  convert_i32x4_s: simd(0xfa),
  relaxed_madd: simd(0x105),
  relaxed_nmadd: simd(0x106),
} as const;

export const i32x4 = {
  splat: simd(0x11),
  lt_s: simd(0x39),
  shl: simd(0xab),
  shr_s: simd(0xac),
  add: simd(0xae),
  sub: simd(0xb1),
} as const;

export const f64x2 = {
  promote_low_f32x4: simd(0x5f),
  trunc: simd(0x7a),
  sub: simd(0xf1),
  mul: simd(0xf2),
  div: simd(0xf3),
} as const;

/** The lanes of two vectors, numbered 0 to 3 and 4 to 7, in the order given. */
export function shuffle(...lanes: readonly [number, number, number, number]): Bytes {
  return [...simd(0x0d), ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte))];
}

function simd(code: number): Bytes {
  return [0xfd, ...unsigned(code)];
}

/** Aligned to a byte as far as WebAssembly is told: rows of odd sizes start anywhere. */
function address(offset: number): Bytes {
  return [0x00, ...unsigned(offset)];
}
