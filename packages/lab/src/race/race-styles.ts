/** The styles of `<tenet-race>`, beside those of all elements. */
export const raceStyles = `
.race { display: grid; gap: 1.25rem 2rem; grid-template-columns: minmax(0, 1fr); }
.scores { display: flex; flex-wrap: wrap; gap: 0.5rem 2.5rem; }
.score { display: grid; grid-template-columns: auto auto; justify-content: start; gap: 0 0.5rem; align-items: center; }
.score .name { font-size: 0.9375rem; font-weight: 600; }
.score .number { grid-column: 1 / -1; font-size: 2.5rem; font-weight: 680; line-height: 1.05; letter-spacing: -0.02em; min-width: 4.2ch; }
.score .right { grid-column: 1 / -1; color: var(--faint); font-size: 0.8125rem; }
.score .failure { grid-column: 1 / -1; margin: 0.25rem 0 0; font-size: 0.875rem; max-width: 34ch; }
.controls { display: grid; gap: 0.75rem; align-content: start; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.buttons .steps { margin-inline-start: auto; color: var(--faint); font-size: 0.875rem; white-space: nowrap; }
.lanes { display: grid; gap: 0.75rem 1rem; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); }
.settings > div { display: grid; gap: 1rem 1.5rem; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); margin-block-start: 0.75rem; }
figure > h3 { margin-block-end: 0.375rem; }
figure { min-width: 0; }
.swatch { overflow: visible; }
@container tenet (min-width: 46rem) {
  .race { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .claim, .gradient, .replay, .settings, .backend, .top { grid-column: 1 / -1; }
  .scores { order: 0; }
  .controls { order: 0; }
  .claim { max-width: 60ch; }
}
`;
