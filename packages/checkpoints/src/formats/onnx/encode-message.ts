import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { type FieldKind, type MessageName, messageForms } from "./messages.ts";

/** The bytes of the message `name` with the fields of `value`. */
export function encodeMessage(name: MessageName, value: object): Uint8Array {
  const writer = new BinaryWriter();
  writeFields(writer, name, value);
  return writer.finish();
}

function writeFields(writer: BinaryWriter, name: MessageName, value: object): void {
  const fields = value as Readonly<Record<string, unknown>>;
  for (const [key, [number, kind, repeated]] of Object.entries(messageForms[name])) {
    const held = fields[key];
    if (held === undefined) continue;
    for (const one of repeated === undefined ? [held] : (held as readonly unknown[]))
      writeField(writer, number, kind, one);
  }
}

function writeField(writer: BinaryWriter, number: number, kind: FieldKind, value: unknown): void {
  switch (kind) {
    case "int":
      writer.tag(number, WireType.Varint).int64(BigInt(value as number));
      return;
    case "float":
      writer.tag(number, WireType.Bit32).float(value as number);
      return;
    case "string":
      writer.tag(number, WireType.LengthDelimited).string(value as string);
      return;
    case "bytes":
      writer.tag(number, WireType.LengthDelimited).bytes(value as Uint8Array<ArrayBuffer>);
      return;
    default:
      writer.tag(number, WireType.LengthDelimited).fork();
      writeFields(writer, kind, value as object);
      writer.join();
  }
}
