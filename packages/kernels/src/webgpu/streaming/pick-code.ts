/**
 * WGSL `fn pick(row, draw, thread)`: writes the id that is picked from a row of `vocabulary` logits to `drawn`, or -1 if no id can be
 * picked. Call it in uniform control flow, with a power of two threads. Each thread processes adjacent ids in order.
 *
 * Logits are compared as keys: integers in the same order, where NaN has the highest key. Compilers may assume that NaN is absent in
 * comparisons of floats. Sums of weights are trees in a fixed order, so that draws are reproducible.
 */
export function pickCode(vocabulary: number, threads: number): string {
  return `
var<workgroup> keys: array<u32, ${threads}>;
var<workgroup> bestIds: array<u32, ${threads}>;
var<workgroup> counts: array<u32, ${threads}>;
var<workgroup> masses: array<f32, ${threads}>;
var<workgroup> bins: array<atomic<u32>, 16>;
var<workgroup> found: atomic<u32>;
var<workgroup> lastPossible: atomic<u32>;

const keyOfNan = 0xffffffffu;
const keyOfInfinity = 0xff800000u;
const keyOfMinusInfinity = 0x007fffffu;

fn keyOf(x: f32) -> u32 {
  var bits = bitcast<u32>(x);
  if ((bits & 0x7fffffffu) > 0x7f800000u) { return keyOfNan; }
  // -0 equals 0.
  if (bits == 0x80000000u) { bits = 0u; }
  return select(bits | 0x80000000u, ~bits, (bits & 0x80000000u) != 0u);
}

// The lowest of the \`most\` highest keys, and how many keys equal to it are among them. Radix selection by four bits at a time.
fn lowestKept(base: u32, first: u32, last: u32, thread: u32, most: u32) -> vec2<u32> {
  var left = most;
  var key = 0u;
  var mask = 0u;
  for (var shift = 28i; shift >= 0i; shift -= 4i) {
    if (thread < 16u) { atomicStore(&bins[thread], 0u); }
    workgroupBarrier();
    for (var id = first; id < last; id += 1u) {
      let other = keyOf(logits[base + id]);
      if ((other & mask) == key) { atomicAdd(&bins[(other >> u32(shift)) & 15u], 1u); }
    }
    workgroupBarrier();
    var digit = 15u;
    loop {
      let count = atomicLoad(&bins[digit]);
      if (left <= count || digit == 0u) { break; }
      left -= count;
      digit -= 1u;
    }
    key |= digit << u32(shift);
    mask |= 15u << u32(shift);
    workgroupBarrier();
  }
  return vec2(key, left);
}

fn weightOf(key: u32, logit: f32, most: f32, lowest: u32, tiesLeft: ptr<function, u32>) -> f32 {
  if (key < lowest) { return 0f; }
  if (key == lowest) {
    if (*tiesLeft == 0u) { return 0f; }
    *tiesLeft -= 1u;
  }
  return exponential((logit - most) / scalars.temperature);
}

fn pick(row: u32, draw: u32, thread: u32) {
  let base = row * ${vocabulary}u;
  let first = min(thread * ${Math.ceil(vocabulary / threads)}u, ${vocabulary}u);
  let last = min(first + ${Math.ceil(vocabulary / threads)}u, ${vocabulary}u);

  var key = 0u;
  var best = 0u;
  for (var id = first; id < last; id += 1u) {
    let other = keyOf(logits[base + id]);
    if (other > key) { key = other; best = id; }
  }
  keys[thread] = key;
  bestIds[thread] = best;
  workgroupBarrier();
  // Among equal keys, the lower id wins.
  for (var half = ${threads / 2}u; half > 0u; half >>= 1u) {
    if (thread < half) {
      let other = thread + half;
      if (keys[other] > keys[thread] || (keys[other] == keys[thread] && bestIds[other] < bestIds[thread])) {
        keys[thread] = keys[other];
        bestIds[thread] = bestIds[other];
      }
    }
    workgroupBarrier();
  }
  key = keys[0];
  best = bestIds[0];
  let isRandom = scalars.greedy == 0u;
  let usable = key > keyOfMinusInfinity && key <= keyOfInfinity && !(isRandom && key == keyOfInfinity);

  if (isRandom) {
    let most = logits[base + best];
    var lowest = 0u;
    var ties = 0u;
    if (scalars.topK < ${vocabulary}u) {
      let kept = lowestKept(base, first, last, thread, scalars.topK);
      lowest = kept.x;
      var own = 0u;
      for (var id = first; id < last; id += 1u) { own += select(0u, 1u, keyOf(logits[base + id]) == lowest); }
      counts[thread] = own;
      workgroupBarrier();
      var before = 0u;
      for (var other = 0u; other < thread; other += 1u) { before += counts[other]; }
      ties = kept.y - min(kept.y, before);
    }

    var mass = 0f;
    var tiesLeft = ties;
    for (var id = first; id < last; id += 1u) {
      let logit = logits[base + id];
      mass += weightOf(keyOf(logit), logit, most, lowest, &tiesLeft);
    }
    masses[thread] = mass;
    if (thread == 0u) {
      atomicStore(&found, ${vocabulary}u);
      atomicStore(&lastPossible, 0u);
    }
    workgroupBarrier();
    // The prefix sums over the threads.
    for (var reach = 1u; reach < ${threads}u; reach <<= 1u) {
      var more = 0f;
      if (thread >= reach) { more = masses[thread - reach]; }
      workgroupBarrier();
      masses[thread] += more;
      workgroupBarrier();
    }
    let beyond = randomNumbers[row * scalars.draws + draw] * masses[${threads - 1}];
    var sum = 0f;
    if (thread > 0u) { sum = masses[thread - 1u]; }
    tiesLeft = ties;
    for (var id = first; id < last; id += 1u) {
      let logit = logits[base + id];
      let weight = weightOf(keyOf(logit), logit, most, lowest, &tiesLeft);
      sum += weight;
      if (weight > 0f) {
        atomicMax(&lastPossible, id);
        if (sum > beyond) { atomicMin(&found, id); break; }
      }
    }
    workgroupBarrier();
    // Because of rounding, no id may be found. Then the last possible one is picked.
    best = select(atomicLoad(&lastPossible), atomicLoad(&found), atomicLoad(&found) < ${vocabulary}u);
  }
  if (thread == 0u) { drawn[row * scalars.draws + draw] = select(-1, i32(best), usable); }
  storageBarrier();
  workgroupBarrier();
}`;
}
