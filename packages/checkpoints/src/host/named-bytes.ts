/** The bytes of a file, and its name in errors. */
export type NamedBytes = { readonly bytes: Uint8Array; readonly name: string };
