/** Whether networks are evaluated after a step: at the `early` ones, when much happens, then every ten. */
export function isEvaluated(step: number, early: readonly number[]): boolean {
  return step % 10 === 0 || early.includes(step);
}
