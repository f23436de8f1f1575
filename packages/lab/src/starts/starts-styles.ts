/** The styles of `<tenet-starts>`, beside those of all elements. */
export const startsStyles = `
.start { display: grid; gap: 1rem 2rem; align-items: start; }
.radius { display: grid; gap: 0.75rem 1.5rem; align-content: start; }
.panels { display: grid; gap: 0.25rem 1rem; grid-template-columns: repeat(2, minmax(0, 1fr)); }
.panel { display: grid; grid-template-rows: subgrid; grid-row: span 4; margin-block-end: 0.75rem; align-items: end; min-width: 0; }
.panel p { line-height: 1.35; }
.panel .name { font-weight: 650; font-size: 0.9375rem; }
.panel .rate, .panel .state { color: var(--faint); font-size: 0.8125rem; margin-inline-start: 0.5rem; }
.panel .number { font-size: 1.125rem; font-weight: 660; white-space: nowrap; }
.panel > .failure { font-size: 0.8125rem; margin-block: 0.25rem; }
.fan figcaption { margin-block-start: 0.75rem; }
@container tenet (max-width: 30rem) {
  .panel .state { display: block; margin: 0; }
}
@container tenet (min-width: 32.5rem) {
  .panels { grid-template-columns: repeat(3, minmax(0, 1fr)); }
}
@container tenet (min-width: 46rem) {
  .start { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); }
}
`;
