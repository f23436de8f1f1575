/** A field of a protocol buffers message: a number (encoded as a varint), text, or bytes, which include nested messages. */
export type Field = readonly [number: number, value: number | string | Uint8Array];

/**
 * The bytes of a message with these fields, in the wire format of protocol buffers. Integers, text and bytes are supported.
 * (https://protobuf.dev/programming-guides/encoding)
 */
export function message(...fields: readonly Field[]): Uint8Array {
  const parts = fields.flatMap(([number, value]) => {
    if (typeof value === "number") return [varint(8 * number), varint(value)];
    const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
    return [varint(8 * number + 2), varint(bytes.length), bytes];
  });
  const whole = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Seven bits per byte, the lowest first. The highest bit of a byte says that more bytes follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.of(...bytes, rest);
}
