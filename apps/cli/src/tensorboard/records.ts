/*
 * The framing of event files, TFRecord: the length of a record as 8 bytes, the checksum of these, the record, and its checksum.
 * https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details
 */
import crc32c from "crc-32/crc32c.js";

const [headerBytes, footerBytes] = [12, 4];

/** `data` as a record. */
export function framed(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(headerBytes + data.length + footerBytes);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedChecksum(record.subarray(0, 8)), true);
  record.set(data, headerBytes);
  view.setUint32(headerBytes + data.length, maskedChecksum(data), true);
  return record;
}

/** A record of a file: its data, and the byte after it. */
export type FoundRecord = { readonly data: Uint8Array; readonly end: number };

/** The records at the start of `file`, up to one that is incomplete or damaged. */
export function* recordsIn(file: Uint8Array): Generator<FoundRecord> {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  for (let at = 0; at + headerBytes + footerBytes <= file.length; ) {
    if (view.getUint32(at + 8, true) !== maskedChecksum(file.subarray(at, at + 8))) return;
    const length = Number(view.getBigUint64(at, true));
    const end = at + headerBytes + length + footerBytes;
    if (end > file.length) return;
    const data = file.subarray(at + headerBytes, end - footerBytes);
    if (view.getUint32(end - footerBytes, true) !== maskedChecksum(data)) return;
    yield { data, end };
    at = end;
  }
}

/** CRC-32C, rotated and with a constant added, so that the checksum of data that holds its own checksum is not degenerate. */
function maskedChecksum(data: Uint8Array): number {
  const crc = crc32c.buf(data) >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
