/** An amount of information in nats, in bits: a loss in nats per character gives bits per character. */
export function natsToBits(nats: number): number {
  return nats / Math.LN2;
}

/** The perplexity of a mean loss in nats: how many equally likely choices would be as hard to tell apart. */
export function perplexity(nats: number): number {
  return Math.exp(nats);
}
