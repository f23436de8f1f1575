/** The highest loss that the curve shows, in nats: more than that of 58 characters that are all as likely, 4.06. */
const highest = 4.2;

/** The path of a curve of losses against the logarithm of the step, in a box of 100 by 100. */
export function lossPath(
  points: ReadonlyArray<{ readonly step: number; readonly loss: number }>,
  lastStep: number,
): string {
  const x = (step: number) => (100 * Math.log2(step)) / Math.log2(lastStep);
  const y = (loss: number) => 100 * (1 - Math.min(loss, highest) / highest);
  return points
    .map(({ step, loss }, index) => `${index === 0 ? "M" : "L"}${x(step).toFixed(2)} ${y(loss).toFixed(2)}`)
    .join("");
}
