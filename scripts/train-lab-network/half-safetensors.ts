import type { StoredTensor } from "@tenetjs/checkpoints";

type Tensors = Readonly<Record<string, StoredTensor>>;

/** The tensors with their values rounded to float16. */
export function rounded(tensors: Tensors): Record<string, StoredTensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, data }]) => [
      name,
      { dtype: "F32", shape, data: Float32Array.from(halves(data)) },
    ]),
  );
}

/** A safetensors file with the tensors in float16, which `encodeSafetensors` does not write: it needs Float16Array, which Node 24 has. */
export function halfSafetensors(tensors: Tensors, metadata: Readonly<Record<string, string>>): Uint8Array {
  let end = 0;
  const header: Record<string, unknown> = { __metadata__: metadata };
  const parts = Object.entries(tensors).map(([name, { shape, data }]) => {
    const bytes = new Uint8Array(halves(data).buffer);
    header[name] = { dtype: "F16", shape, data_offsets: [end, end + bytes.length] };
    end += bytes.length;
    return bytes;
  });
  const text = Buffer.from(JSON.stringify(header));
  // The header ends where eight bytes do.
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, " ")]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, ...parts]);
}

function halves(data: StoredTensor["data"]): Float16Array<ArrayBuffer> {
  return Float16Array.from(data as Float32Array);
}
