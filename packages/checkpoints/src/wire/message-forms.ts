/** What a field of a protobuf message holds: a number, text, bytes, or another message. */
export type FieldKind<Name extends string> = "int" | "float" | "double" | "string" | "bytes" | Name;

/** A field's number, what it holds, and whether there may be several. */
export type FieldForm<Name extends string> = readonly [
  number: number,
  kind: FieldKind<Name>,
  repeated?: "repeated",
];

/** The fields of messages by their names, as a .proto file has them. Fields that nothing reads or writes are left out. */
export type MessageForms<Name extends string> = Readonly<
  Record<Name, Readonly<Record<string, FieldForm<Name>>>>
>;
