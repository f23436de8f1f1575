/** The page on which a reader's own text is read, relative to the site's root. */
export const privatePage = "lab/text";

/**
 * The policy of that page, under which the browser refuses every request but those for the page's own scripts, styles, fonts and pictures. A `<meta>` element carries it, since
 * static hosts send no headers.
 */
export const privatePolicy = [
  "default-src 'none'",
  "connect-src 'none'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");
