/** WebAssembly's binary format, as far as the compiler needs it (WebAssembly Core Specification 2.0, section 5). */

export type Bytes = readonly number[];

/** An unsigned integer in LEB128. */
export function unsigned(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** A signed 32-bit integer in LEB128. */
export function signed(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

/** A float32, little-endian. */
export function float32(value: number): Bytes {
  return [...new Uint8Array(new Float32Array([value]).buffer)];
}

/** The types of locals and parameters. */
export const valueTypes = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;

export type ValueType = keyof typeof valueTypes;

/** A function of an emitted module: no results, and parameters that are all i32. */
export type WasmFunction = {
  readonly name: string;
  readonly parameters: number;
  /** The types of its locals, which are numbered on from the parameters. */
  readonly locals: readonly ValueType[];
  readonly body: Bytes;
};

/** The memory that a module imports as `env.memory`. A shared one must state the most pages it may grow to. */
export type MemoryImport = { readonly shared: boolean; readonly maximumPages: number };

/** A module that imports its memory and exports `functions` by name. */
export function encodeModule(
  functions: readonly WasmFunction[],
  memory: MemoryImport,
): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [
    0x60,
    ...vector(Array.from({ length: parameters }, () => [valueTypes.i32])),
    ...vector([]),
  ]);
  const limits = memory.shared ? [0x03, 0, ...unsigned(memory.maximumPages)] : [0x00, 0];
  const memoryImport = [...text("env"), ...text("memory"), 0x02, ...limits];
  const exported = functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector([memoryImport])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(exported)),
    ...section(10, vector(functions.map(functionCode))),
  ]);
}

function functionCode({ locals, body }: WasmFunction): Bytes {
  const runs: { type: ValueType; count: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  const declared = vector(runs.map(({ type, count }) => [...unsigned(count), valueTypes[type]]));
  const code = [...declared, ...body, 0x0b];
  return [...unsigned(code.length), ...code];
}

function section(id: number, content: Bytes): Bytes {
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly Bytes[]): Bytes {
  return [...unsigned(items.length), ...items.flat()];
}

function text(name: string): Bytes {
  return vector([...new TextEncoder().encode(name)].map((byte) => [byte]));
}
