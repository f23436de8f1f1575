/**
 * The typed array for each dtype, by its name in safetensors. A BOOL is one byte, 0 or 1.
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

/** The name of a dtype. */
export type Dtype = keyof DtypeArrays;

/** A tensor in a file: values in row-major order and their shape, in memory rather than on a device. */
export type StoredTensor = {
  [D in Dtype]: { readonly dtype: D; readonly shape: readonly number[]; readonly data: DtypeArrays[D] };
}[Dtype];

/** The constructors of the typed arrays, by dtype. They also have the number of bytes in a value. */
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

/** The number of bytes in a value of a dtype that can be read: all that can be written, F16 and BF16. Undefined for others. */
export function bytesPerValue(dtype: string): number | undefined {
  if (dtype === "F16" || dtype === "BF16") return 2;
  return isDtype(dtype) ? dtypeArrays[dtype].BYTES_PER_ELEMENT : undefined;
}

/**
 * The tensor of `shape` with the little-endian values `bytes`, which it takes ownership of. F16 and BF16 become F32.
 */
export function toStored(dtype: string, shape: readonly number[], bytes: ArrayBuffer): StoredTensor {
  if (dtype === "F16")
    return { dtype: "F32", shape, data: Float32Array.from(new Uint16Array(bytes), fromHalf) };
  if (dtype === "BF16") return { dtype: "F32", shape, data: fromBrain(new Uint16Array(bytes)) };
  const known = dtype as Dtype;
  return { dtype: known, shape, data: new dtypeArrays[known](bytes) } as StoredTensor;
}

/** Whether tensors of the dtype `name` can be written. */
export function isDtype(name: string): name is Dtype {
  return Object.hasOwn(dtypeArrays, name);
}

/** The number of values in a tensor of `shape`. */
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

/** The values of bfloat16s, which are the upper halves of float32s. */
function fromBrain(values: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(values, (bits) => bits << 16).buffer);
}
