/**
 * The array that holds each dtype's values; the names are those of safetensors. BOOL is a byte a value, 0 or
 * 1.
 */
export type DtypeArrays = {
  F64: Float64Array;
  F32: Float32Array;
  I64: BigInt64Array;
  I32: Int32Array;
  I16: Int16Array;
  I8: Int8Array;
  U64: BigUint64Array;
  U32: Uint32Array;
  U16: Uint16Array;
  U8: Uint8Array;
  BOOL: Uint8Array;
};

/** The name of a type of values. */
export type Dtype = keyof DtypeArrays;

/** A tensor as a file holds it: row-major values of a shape, on no device. */
export type StoredTensor = {
  [D in Dtype]: { readonly dtype: D; readonly shape: readonly number[]; readonly data: DtypeArrays[D] };
}[Dtype];

/** The arrays by dtype: their constructors, which also know how many bytes a value takes. */
export const dtypeArrays = {
  F64: Float64Array,
  F32: Float32Array,
  I64: BigInt64Array,
  I32: Int32Array,
  I16: Int16Array,
  I8: Int8Array,
  U64: BigUint64Array,
  U32: Uint32Array,
  U16: Uint16Array,
  U8: Uint8Array,
  BOOL: Uint8Array,
} as const;

/** Bytes a value of every dtype that can be read: those that can be written, and two half-precision ones. */
export function bytesPerValue(dtype: string): number | undefined {
  if (dtype === "F16" || dtype === "BF16") return 2;
  return isDtype(dtype) ? dtypeArrays[dtype].BYTES_PER_ELEMENT : undefined;
}

/**
 * The tensor of `shape` whose values are `bytes`, little-endian, which become its own. F16 and BF16 become
 * F32.
 */
export function toStored(dtype: string, shape: readonly number[], bytes: ArrayBuffer): StoredTensor {
  if (dtype === "F16")
    return { dtype: "F32", shape, data: Float32Array.from(new Uint16Array(bytes), fromHalf) };
  if (dtype === "BF16") return { dtype: "F32", shape, data: fromBrain(new Uint16Array(bytes)) };
  const known = dtype as Dtype;
  return { dtype: known, shape, data: new dtypeArrays[known](bytes) } as StoredTensor;
}

/** Whether tensors of that dtype can be written. */
export function isDtype(name: string): name is Dtype {
  return Object.hasOwn(dtypeArrays, name);
}

/** How many values a tensor of `shape` has. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}

/** The value of an IEEE 754 binary16: 1 bit of sign, 5 of exponent (bias 15), 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** A bfloat16 is the upper half of a float32. */
function fromBrain(values: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(values, (bits) => bits << 16).buffer);
}
