/** The styles of `<tenet-memory>`, beside those of all elements. */
export const memoryStyles = `
.passages { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.passages > h3, .passages > figcaption { margin: 0; }
.lanes { display: grid; gap: 1.25rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
.lane { align-content: start; display: grid; gap: 0.25rem; min-width: 0; }
.head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.625rem; }
.head .choice .field { display: block; }
.head .choice label, .head .choice .help, .head .choice .effect { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.head select { width: auto; max-width: 12rem; min-height: 2rem; padding-block: 0.125rem; font-weight: 650; }
.head .right { font-size: 0.875rem; font-weight: 550; }
.says { color: var(--faint); font-size: 0.8125rem; }
.passage { font: 400 0.9375rem/1.75 ui-monospace, "SF Mono", Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; cursor: crosshair; touch-action: manipulation; }
.passage span { padding-block: 0.125rem; }
.passage .later { color: var(--faint); }
.passage .place { outline: 2px solid var(--ink); outline-offset: -1px; border-radius: 3px; font-weight: 700; }
.passage .farthest { text-decoration: underline 2px; text-underline-offset: 0.25em; font-weight: 700; }
.legend { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; color: var(--faint); font-size: 0.8125rem; }
.scale { display: inline-flex; border: 1px solid var(--line); }
.scale i { width: 0.75rem; height: 0.75rem; }
@container tenet (min-width: 46rem) {
  .memory { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .memory > .claim-place, .passages, .settings, .backend, .memory > .failure-place { grid-column: 1 / -1; }
  .claim { max-width: 60ch; }
}
`;
