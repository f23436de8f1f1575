/**
 * The headers with which pages are cross-origin isolated, so that they may share memory with workers. WebKit knows no `credentialless` in
 * place of `require-corp`.
 */
export const isolationHeaders = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};
