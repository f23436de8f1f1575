import { BinaryReader } from "@bufbuild/protobuf/wire";

const stepField = 2;

/** The step of the event in `data`; 0 for one that has none. */
export function eventStep(data: Uint8Array): number {
  const reader = new BinaryReader(data);
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field === stepField) return Number(reader.int64());
    reader.skip(wire, field);
  }
  return 0;
}
