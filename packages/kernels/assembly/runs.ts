/* Runs of contiguous values, such as the rows of a matrix. `bytes` is a multiple of 4. */

/** Copies a run. */
export function copyRun(bytes: usize, from: usize, to: usize): void {
  const end = from + bytes;
  for (; from + 16 <= end; from += 16, to += 16) v128.store(to, v128.load(from));
  for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(from));
}

/** Adds a run of float32 values to another. */
export function addRun(bytes: usize, from: usize, to: usize): void {
  const end = from + bytes;
  for (; from + 16 <= end; from += 16, to += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}
