/**
 * What the file `bytes` is, as a phrase such as "a zip archive", if it starts as files do that are not text; undefined for others. Text may be inside: a
 * document can be saved as text, and an archive unpacked.
 */
export function fileKind(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, longestStart));
  // The name of its first file begins at byte 30, and what that contains follows, perhaps after other fields.
  if (start.startsWith("PK\x03\x04"))
    return (
      zips.find(([, type]) => start.startsWith("mimetype", 30) && start.includes(type))?.[0] ??
      kindOfZip(bytes)
    );
  return starts.find(([first]) => start.startsWith(first))?.[1] ?? inside(bytes);
}

/** Whether `bytes` start as a zip archive does, whatever it contains. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

const longestStart = 200;

const starts: readonly (readonly [start: string, kind: string])[] = [
  ["PK\x05\x06", "an empty zip archive"],
  ["\x1f\x8b", "a gzip archive"],
  ["\xfd7zXZ\x00", "an xz archive"],
  ["\x28\xb5\x2f\xfd", "a Zstandard archive"],
  ["7z\xbc\xaf\x27\x1c", "a 7z archive"],
  ["Rar!\x1a\x07", "a RAR archive"],
  ["%PDF-", "a PDF document"],
  ["{\\rtf", "an RTF document"],
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old version of Microsoft Office"],
  ["SQLite format 3\x00", "an SQLite database"],
  ["\x89PNG\r\n\x1a\n", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["GIF87a", "a GIF image"],
  ["GIF89a", "a GIF image"],
  ["\x7fELF", "a program"],
  ["\x00asm", "a WebAssembly module"],
  ["ID3\x02\x00", "a sound (MP3)"],
  ["ID3\x03\x00", "a sound (MP3)"],
  ["ID3\x04\x00", "a sound (MP3)"],
  ["OggS", "a sound or a video (Ogg)"],
  ["ITOLITLS", "an e-book (LIT)"],
];

/** The kind of a file that names it further on. */
function inside(bytes: Uint8Array): string | undefined {
  const at = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (at(0, 3) === "BZh" && at(4, 10) === "1AY&SY") return "a bzip2 archive";
  if (at(60, 68) === "BOOKMOBI") return "a Kindle book (MOBI)";
  if (["ustar\x00", "ustar "].includes(at(257, 263))) return "a tar archive";
  if (at(4, 8) === "ftyp" && bytes[0] === 0) return "a video, a sound or a photo (MPEG-4)";
  return at(0, 4) === "RIFF" && ["WEBP", "WAVE", "AVI "].includes(at(8, 12))
    ? "a sound, a video or an image (RIFF)"
    : undefined;
}

/** The kinds that name their type in a first file. */
const zips: readonly (readonly [kind: string, type: string])[] = [
  ["an EPUB book", "application/epub+zip"],
  ["an OpenDocument file", "application/vnd.oasis.opendocument"],
];

/** Office's documents by a folder that only they have. It is looked for in the list of files at the end, and in the first of them. */
function kindOfZip(bytes: Uint8Array): string {
  const names =
    String.fromCharCode(...bytes.subarray(0, 4096)) + String.fromCharCode(...bytes.subarray(-4096));
  const office = [
    ["word/", "a Word document (docx)"],
    ["xl/", "an Excel workbook (xlsx)"],
    ["ppt/", "a PowerPoint presentation (pptx)"],
  ] as const;
  if (names.includes("[Content_Types].xml"))
    return office.find(([folder]) => names.includes(folder))?.[1] ?? "a zip archive";
  return names.includes("META-INF/container.xml") ? "an EPUB book" : "a zip archive";
}
