/** The bytes of a file, read piece by piece. `progress` gets the fraction that has been read. */
export async function readBytes(file: File, progress: (fraction: number) => void): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, at);
    bytes.set(value, at);
    at += value.length;
    progress(at / Math.max(1, file.size));
  }
}
