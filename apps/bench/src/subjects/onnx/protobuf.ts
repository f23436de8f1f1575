/** What a field of a protocol buffers message holds: numbers as varints, text, bytes, and messages, which are bytes too. */
export type Field = readonly [number: number, value: number | string | Uint8Array];

/**
 * A message of these fields in the wire format of protocol buffers, for what needs nothing but integers, text and bytes
 * (https://protobuf.dev/programming-guides/encoding).
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

/** Seven bits a byte, the lowest first; the highest bit says that there are more. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.of(...bytes, rest);
}
