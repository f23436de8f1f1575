/* Runs of contiguous values, such as the rows of a matrix. `bytes` is a multiple of 4. Stores come in pairs, as in `tiles.ts`. */

/** Copies a run. */
export function copyRun(bytes: usize, from: usize, to: usize): void {
  const end = from + bytes;
  for (; from + 32 <= end; from += 32, to += 32) {
    const low = v128.load(from),
      high = v128.load(from, 16);
    v128.store(to, low);
    v128.store(to, high, 16);
  }
  for (; from + 16 <= end; from += 16, to += 16) v128.store(to, v128.load(from));
  for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(from));
}

/** Adds a run of float32 values to another. */
export function addRun(bytes: usize, from: usize, to: usize): void {
  const end = from + bytes;
  for (; from + 32 <= end; from += 32, to += 32) {
    const low = f32x4.add(v128.load(to), v128.load(from));
    const high = f32x4.add(v128.load(to, 16), v128.load(from, 16));
    v128.store(to, low);
    v128.store(to, high, 16);
  }
  for (; from + 16 <= end; from += 16, to += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}
