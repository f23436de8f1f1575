/** `bytes` as a plain Uint8Array: the `slice` of Node's Buffer shares memory, whereas that of a typed array copies. */
export function plainBytes({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
