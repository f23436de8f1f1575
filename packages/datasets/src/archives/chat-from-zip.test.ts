import { TenetError } from "@tenetjs/core";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from "@zip.js/zip.js";
import { describe, expect, test } from "vitest";
import { chatFromZip } from "./chat-from-zip.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const chat = "[05/03/24, 14:07:09] Ann: hi\r\n";

async function archive(
  files: Readonly<Record<string, string>>,
  options: ZipWriterAddDataOptions = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...options });
  for (const [name, text] of Object.entries(files)) await writer.add(name, new Uint8ArrayReader(bytes(text)));
  return writer.close();
}

const refusal = async (zip: Uint8Array, largest?: number) => {
  const error = await chatFromZip(zip, largest === undefined ? {} : { largest }).catch(
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(TenetError);
  expect(error).toHaveProperty("code", "BAD_ARCHIVE");
  return (error as TenetError).message;
};

describe("chatFromZip", () => {
  test.each([
    ["_chat.txt", { "_chat.txt": chat, "00000001-PHOTO.jpg": "x" }],
    ["WhatsApp Chat with Ann.txt", { "WhatsApp Chat with Ann.txt": chat, "notes.txt": "an attachment" }],
    ["Чат WhatsApp с Анной.txt", { "a.vcf": "x", "Чат WhatsApp с Анной.txt": chat }],
    ["folder/_chat.txt", { "folder/_chat.txt": chat, "__MACOSX/folder/._chat.txt": "x" }],
    ["export.txt", { "export.txt": chat }],
  ])("finds %s", async (name, files) => {
    const found = await chatFromZip(await archive(files));
    expect([found.name, new TextDecoder().decode(found.bytes)]).toEqual([name, chat]);
  });

  test("reads entries that are stored, and those with their sizes behind them", async () => {
    for (const options of [{ level: 0 }, { dataDescriptor: true }, { zip64: true }]) {
      const found = await chatFromZip(await archive({ "_chat.txt": chat }, options));
      expect(new TextDecoder().decode(found.bytes)).toBe(chat);
    }
  });

  test("refuses archives without a chat, and with several", async () => {
    expect(await refusal(await archive({ "a.jpg": "x" }))).toContain(
      'got no .txt file among 1 files ("a.jpg")',
    );
    expect(await refusal(await archive({ "a.txt": "x", "b.txt": "y" }))).toContain(
      'got several ("a.txt", "b.txt")',
    );
  });

  test("refuses an encrypted archive", async () => {
    const zip = await archive({ "_chat.txt": chat }, { password: "secret" });
    expect(await refusal(zip)).toContain('got an encrypted "_chat.txt"');
  });

  test("refuses a text larger than the limit, also if the archive says that it is small", async () => {
    const zip = await archive({ "_chat.txt": "0".repeat(3_000_000) });
    expect(zip.length).toBeLessThan(10_000);
    expect(await refusal(zip, 1_000_000)).toContain(
      'a text of at most 1000000 bytes, got "_chat.txt", which is larger',
    );
    const lying = zip.slice();
    const view = new DataView(lying.buffer);
    // The size of the unpacked file, in its own header and in the list of files.
    for (let at = 0; at < lying.length - 30; at += 1) {
      const signature = view.getUint32(at, true);
      if (signature === 0x04034b50) view.setUint32(at + 22, 100, true);
      if (signature === 0x02014b50) view.setUint32(at + 24, 100, true);
    }
    await refusal(lying, 1_000_000);
  });

  test("refuses an archive with more files than a chat has, without listing them all", async () => {
    const zip = await archive({ "_chat.txt": chat, "a.jpg": "", "b.jpg": "" });
    const error = await chatFromZip(zip, { mostFiles: 2 }).catch((cause: unknown) => cause);
    expect(error).toHaveProperty("code", "BAD_ARCHIVE");
    expect((error as TenetError).message).toContain("at most 2 files, got an archive with more");
    expect((await chatFromZip(zip, { mostFiles: 3 })).name).toBe("_chat.txt");
  });

  test("refuses an archive in which any byte of the text is damaged", async () => {
    const zip = await archive({ "_chat.txt": chat.repeat(20) }, { level: 0 });
    const text = chat.length * 20;
    const start = zip.findIndex((_, at) => new TextDecoder().decode(zip.subarray(at, at + 5)) === "[05/0");
    for (let at = start; at < start + text; at += 37) {
      const damaged = zip.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(await refusal(damaged)).toContain("got a damaged");
    }
    await refusal(zip.subarray(0, zip.length - 30));
  });
});
