import { tanh } from "./math";

/** Writes tanh of each of the `count` values at `x` to `out`. */
export function tanhOf(count: i32, x: usize, out: usize): void {
  const end = x + <usize>count * 4;
  for (; x + 16 <= end; x += 16, out += 16) v128.store(out, tanh(v128.load(x)));
  for (; x < end; x += 4, out += 4) v128.store32_lane(out, tanh(v128.load32_zero(x)), 0);
}
