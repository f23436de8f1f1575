import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { binaries } from "../generated/binaries.ts";
import { bytesOfText } from "./module/byte-text.js";

const bytesOf = ({ text }: { text: string }) => bytesOfText(text);

test("both binaries together take less than 15 kB when compressed", () => {
  const sizes = Object.values(binaries).map((binary) => gzipSync(bytesOf(binary)).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(15_000);
});

test.each(Object.entries(binaries))(
  "the %s binary imports tfjs's memory and places nothing in it",
  (_, binary) => {
    const ids = sectionIds(bytesOf(binary));
    const [importSection, memorySection, dataSection] = [2, 5, 11];
    expect(ids).toContain(importSection);
    expect(ids).not.toContain(memorySection);
    expect(ids).not.toContain(dataSection);
  },
);

/** The section ids of a binary. After the eight bytes of the header, each section is an id, a length in groups of seven bits, and its bytes. */
function sectionIds(bytes: Uint8Array): number[] {
  const ids: number[] = [];
  for (let at = 8; at < bytes.length; ) {
    ids.push(bytes[at++] as number);
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number;
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    at += length;
  }
  return ids;
}
