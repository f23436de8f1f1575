import fc from "fast-check";
import { expect, test } from "vitest";
import { type Bytes, encodeModule, float32, signed, unsigned } from "./encoding.ts";

test("LEB128 integers read back as they were", () => {
  const parts = (bytes: Bytes) =>
    bytes.reduce((sum, byte, index) => sum + BigInt(byte & 0x7f) * 2n ** BigInt(7 * index), 0n);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (value) => {
      expect(parts(unsigned(value))).toBe(BigInt(value));
      expect(
        unsigned(value)
          .slice(0, -1)
          .every((byte) => byte >= 0x80),
      ).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.integer(), (value) => {
      const bytes = signed(value);
      expect(BigInt.asIntN(7 * bytes.length, parts(bytes))).toBe(BigInt(value));
    }),
  );
});

test("a float32 is little-endian", () => {
  expect(float32(1)).toEqual([0, 0, 0x80, 0x3f]);
});

test("a module says of its memory whether it is shared", () => {
  const nothing = { name: "nothing", parameters: 1, locals: ["i32", "i32", "v128"], body: [] } as const;
  const own = new WebAssembly.Memory({ initial: 1 });
  const shared = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
  const instantiate = (isShared: boolean, memory: WebAssembly.Memory) => {
    const bytes = encodeModule([nothing], { shared: isShared, maximumPages: 65536 });
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  };
  expect(Object.keys(instantiate(false, own).exports)).toEqual(["nothing"]);
  expect(Object.keys(instantiate(true, shared).exports)).toEqual(["nothing"]);
  expect(() => instantiate(true, own)).toThrow(WebAssembly.LinkError);
});
