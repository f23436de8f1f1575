import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { phrase } from "@tenetjs/core/internals";
import type { Corrupt } from "../../corrupt.ts";
import type { FieldForm, FieldKind } from "../../wire/message-forms.ts";
import { type MessageName, messageForms } from "./messages.ts";

/**
 * The fields of the message `name` in `bytes`. Fields that the forms do not have are skipped. Lengths are checked against the file before anything is read.
 *
 * @throws {TenetError} `CHECKPOINT_CORRUPT` with the byte at fault.
 */
export function decodeMessage(name: MessageName, bytes: Uint8Array, corrupt: Corrupt): object {
  return readFields(new BinaryReader(bytes), bytes.length, name, corrupt);
}

/** The field of the message `name` with a number; undefined for one that is not needed. */
function formOf(
  name: MessageName,
  number: number,
): readonly [key: string, FieldForm<MessageName>] | undefined {
  return Object.entries(messageForms[name]).find(([, form]) => form[0] === number);
}

type Fields = Record<string, unknown>;

function readFields(reader: BinaryReader, end: number, name: MessageName, corrupt: Corrupt): object {
  const fields: Fields = {};
  for (const [key, [, , repeated]] of Object.entries(messageForms[name]))
    if (repeated !== undefined) fields[key] = [];
  while (reader.pos < end) {
    const at = reader.pos;
    readField(reader, end, { name, fields, at, corrupt });
    if (reader.pos > end)
      throw corrupt(`the ${name} to end at byte ${end}`, phrase(`a field up to ${reader.pos}`), { byte: at });
  }
  return fields;
}

type Place = {
  readonly name: MessageName;
  readonly fields: Fields;
  readonly at: number;
  readonly corrupt: Corrupt;
};

function readField(reader: BinaryReader, end: number, { name, fields, at, corrupt }: Place): void {
  const read = <Value>(what: string, work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      throw corrupt(what, phrase(error instanceof Error ? error.message : String(error)), { byte: at });
    }
  };
  const [number, wire] = read(`a field of the ${name}`, () => reader.tag());
  const found = formOf(name, number);
  if (found === undefined) {
    read(`a field of the ${name}`, () => reader.skip(wire, number));
    return;
  }
  const [key, [, kind, repeated]] = found;
  const what = `the field "${key}" of the ${name}`;
  const packed = repeated !== undefined && wire === WireType.LengthDelimited && isNumber(kind);
  if (!packed && wire !== wireOf(kind))
    throw corrupt(what, phrase(`a field of wire type ${wire}`), { byte: at });
  if (packed || !isScalar(kind)) {
    const length = read(what, () => reader.uint32());
    const stop = reader.pos + length;
    if (stop > end) throw corrupt(`${what} to end by byte ${end}`, phrase(`${length} bytes`), { byte: at });
    if (!isScalar(kind)) keep(fields, key, repeated, readFields(reader, stop, kind, corrupt));
    else
      while (reader.pos < stop)
        keep(
          fields,
          key,
          repeated,
          read(what, () => readScalar(reader, kind)),
        );
    if (reader.pos !== stop)
      throw corrupt(`${what} to end at byte ${stop}`, phrase("another end"), { byte: at });
    return;
  }
  keep(
    fields,
    key,
    repeated,
    read(what, () => readScalar(reader, kind)),
  );
}

function keep(fields: Fields, key: string, repeated: "repeated" | undefined, value: unknown): void {
  if (repeated === undefined) fields[key] = value;
  else (fields[key] as unknown[]).push(value);
}

type Scalar = Exclude<FieldKind<MessageName>, MessageName>;

function isScalar(kind: FieldKind<MessageName>): kind is Scalar {
  return isNumber(kind) || kind === "string" || kind === "bytes";
}

function isNumber(kind: FieldKind<MessageName>): boolean {
  return kind === "int" || kind === "float" || kind === "double";
}

function wireOf(kind: FieldKind<MessageName>): WireType {
  if (kind === "int") return WireType.Varint;
  if (kind === "double") return WireType.Bit64;
  return kind === "float" ? WireType.Bit32 : WireType.LengthDelimited;
}

function readScalar(reader: BinaryReader, kind: Scalar): unknown {
  switch (kind) {
    case "int": {
      const value = Number(reader.int64());
      if (!Number.isSafeInteger(value)) throw new RangeError("an integer beyond 2^53");
      return value;
    }
    case "float":
      return reader.float();
    case "double":
      return reader.double();
    case "string":
      return reader.string();
    case "bytes":
      return reader.bytes();
  }
}
