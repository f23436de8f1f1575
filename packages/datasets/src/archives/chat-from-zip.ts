import { TenetError } from "@tenetjs/core";
import { checkInteger, checkOptions, phrase, problem } from "@tenetjs/core/internals";
import { type FileEntry, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js";

export type ChatFromZipOptions = {
  /** The largest text in bytes. Default: 268,435,456 (256 MiB). */
  readonly largest?: number;
  /** The most files that the archive may have. Default: 20,000, twice as many as WhatsApp exports. */
  readonly mostFiles?: number;
};

/**
 * The exported chat in `bytes`, a zip archive as WhatsApp shares it: the name of its text file, and that file. All other files are left
 * packed. It runs in Node and in pages.
 *
 * The text is the archive's only .txt file. If an attachment is one too, it is `_chat.txt` or the one with "WhatsApp" in its name. Its checksum is verified. Memory is
 * bounded by `largest` and `mostFiles`, whatever the archive says about its sizes.
 *
 * @throws {TenetError} `BAD_ARCHIVE` when the archive is damaged or encrypted, when it has no such file or several, or when the text is larger than `largest`.
 */
export async function chatFromZip(
  bytes: Uint8Array,
  options: ChatFromZipOptions = {},
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  checkOptions("chatFromZip", options, { largest: true, mostFiles: true });
  const { largest = 256 * 1024 * 1024, mostFiles = 20_000 } = options;
  checkInteger("chatFromZip", "largest", largest, 1);
  checkInteger("chatFromZip", "mostFiles", mostFiles, 1);
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false, checkSignature: true });
  try {
    const entry = chatOf(await readEntries(reader, mostFiles));
    if (entry.encrypted)
      throw bad("an archive without a password", `an encrypted ${JSON.stringify(entry.filename)}`);
    return { name: entry.filename, bytes: await unpacked(entry, largest) };
  } finally {
    await reader.close();
  }
}

async function readEntries(reader: ZipReader<unknown>, mostFiles: number): Promise<FileEntry[]> {
  const files: FileEntry[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (!entry.directory) files.push(entry);
      // Each takes some kilobytes to list.
      if (files.length > mostFiles) break;
    }
  } catch (cause) {
    throw bad("a zip archive", `a damaged one (${reasonOf(cause)})`, cause);
  }
  if (files.length <= mostFiles) return files;
  throw bad(`an exported chat with at most ${mostFiles} files`, "an archive with more");
}

function chatOf(entries: readonly FileEntry[]): FileEntry {
  const texts = entries.filter(
    ({ filename }) => /\.txt$/i.test(filename) && !filename.startsWith("__MACOSX/"),
  );
  const named = texts.filter(({ filename }) => /(?:^|\/)(?:_chat|[^/]*WhatsApp[^/]*)\.txt$/i.test(filename));
  const [only, ...others] = named.length > 0 ? named : texts;
  if (only !== undefined && others.length === 0) return only;
  const listed = (only === undefined ? entries : [only, ...others]).slice(0, mostListed);
  const names = listed.map(({ filename }) => JSON.stringify(filename.slice(0, 80))).join(", ");
  throw bad(
    "one exported chat in the archive, such as _chat.txt",
    only === undefined ? `no .txt file among ${entries.length} files (${names})` : `several (${names})`,
  );
}

const mostListed = 5;

async function unpacked(entry: FileEntry, largest: number): Promise<Uint8Array> {
  const tooLarge = () =>
    bad(`a text of at most ${largest} bytes`, `${JSON.stringify(entry.filename)}, which is larger`);
  if (entry.uncompressedSize > largest) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      length += chunk.length;
      if (length > largest) throw tooLarge();
      chunks.push(chunk.slice());
    },
  });
  try {
    await entry.getData(sink);
  } catch (cause) {
    if (length > largest) throw tooLarge();
    throw bad("a zip archive", `a damaged ${JSON.stringify(entry.filename)} (${reasonOf(cause)})`, cause);
  }
  const text = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    text.set(chunk, at);
    at += chunk.length;
  }
  return text;
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, 120);
}

function bad(expected: string, got: string, cause?: unknown): TenetError {
  const next = "Unpack it and pass the .txt file in it.";
  return new TenetError("BAD_ARCHIVE", problem("chatFromZip", expected, phrase(got), next), { cause });
}
