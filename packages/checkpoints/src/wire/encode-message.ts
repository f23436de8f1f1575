import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { FieldKind, MessageForms } from "./message-forms.ts";

/** The bytes of the protobuf message `name` of `forms` with the fields of `value`. */
export function encodeMessage<Name extends string>(
  forms: MessageForms<Name>,
  name: Name,
  value: object,
): Uint8Array {
  const writer = new BinaryWriter();
  writeFields(writer, forms, name, value);
  return writer.finish();
}

function writeFields<Name extends string>(
  writer: BinaryWriter,
  forms: MessageForms<Name>,
  name: Name,
  value: object,
): void {
  const fields = value as Readonly<Record<string, unknown>>;
  for (const [key, [number, kind, repeated]] of Object.entries(forms[name])) {
    const held = fields[key];
    if (held === undefined) continue;
    for (const one of repeated === undefined ? [held] : (held as readonly unknown[]))
      writeField(writer, forms, { number, kind, value: one });
  }
}

function writeField<Name extends string>(
  writer: BinaryWriter,
  forms: MessageForms<Name>,
  {
    number,
    kind,
    value,
  }: { readonly number: number; readonly kind: FieldKind<Name>; readonly value: unknown },
): void {
  switch (kind) {
    case "int":
      writer.tag(number, WireType.Varint).int64(BigInt(value as number));
      return;
    case "float":
      writer.tag(number, WireType.Bit32).float(value as number);
      return;
    case "double":
      writer.tag(number, WireType.Bit64).double(value as number);
      return;
    case "string":
      writer.tag(number, WireType.LengthDelimited).string(value as string);
      return;
    case "bytes":
      writer.tag(number, WireType.LengthDelimited).bytes(value as Uint8Array<ArrayBuffer>);
      return;
    default:
      writer.tag(number, WireType.LengthDelimited).fork();
      writeFields(writer, forms, kind as Name, value as object);
      writer.join();
  }
}
