/**
 * P(state at each step | all steps), `[time, states]`, of a hidden Markov chain. It starts in a uniformly random state, and after
 * each step moves with probability `leave` to another state, all equally likely (Rabiner 1989, "A Tutorial on Hidden Markov
 * Models", equations 19 to 27, with both passes scaled to sum to 1).
 *
 * `logLikelihoods` is `[time, states]`, in nats, for two states or more. A step that is -Infinity for all states is ignored.
 */
export function forwardBackward(logLikelihoods: Float64Array, states: number, leave: number): Float64Array {
  const time = logLikelihoods.length / states;
  const rowOf = (values: Float64Array, step: number) => values.subarray(step * states, (step + 1) * states);
  const posterior = new Float64Array(logLikelihoods.length);

  let forward = new Float64Array(states).fill(1 / states);
  for (let step = 0; step < time; step += 1) {
    const seen = product(forward, relative(rowOf(logLikelihoods, step)));
    posterior.set(seen, step * states);
    forward = moved(seen, leave);
  }
  let backward = new Float64Array(states).fill(1 / states);
  for (let step = time - 1; step >= 0; step -= 1) {
    posterior.set(product(backward, rowOf(posterior, step)), step * states);
    backward = moved(product(backward, relative(rowOf(logLikelihoods, step))), leave);
  }
  return posterior;
}

/** Likelihoods divided by the largest of them, so that none overflows: only their ratios matter. */
function relative(logs: Float64Array): Float64Array {
  const most = Math.max(...logs);
  return logs.map((log) => (most === Number.NEGATIVE_INFINITY ? 1 : Math.exp(log - most)));
}

/** a * b, scaled to sum to 1. */
function product(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  const values = Float64Array.from(a, (value, i) => value * b[i]!);
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}

/** `probabilities` after one transition. The chain is symmetric, so this holds in both directions. */
function moved(probabilities: Float64Array, leave: number): Float64Array<ArrayBuffer> {
  const total = probabilities.reduce((sum, probability) => sum + probability, 0);
  const each = leave / (probabilities.length - 1);
  return Float64Array.from(
    probabilities,
    (probability) => (1 - leave) * probability + each * (total - probability),
  );
}
