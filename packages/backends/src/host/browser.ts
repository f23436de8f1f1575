/** The processor, as far as a page may know it. */
export function processor(): string {
  return "processor";
}
