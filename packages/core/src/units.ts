/** Nats converted to bits: a loss in nats per character becomes bits per character. */
export function natsToBits(nats: number): number {
  return nats / Math.LN2;
}

/** The perplexity of a mean loss in nats: the number of equally likely choices that would have the same loss. */
export function perplexity(nats: number): number {
  return Math.exp(nats);
}
