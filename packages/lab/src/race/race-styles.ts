/** The styles of `<tenet-race>`, beside those of all elements. */
export const raceStyles = `
.scores { display: grid; gap: 1rem; grid-template-columns: repeat(3, minmax(0, 1fr)); align-content: start; }
.score { position: relative; min-width: 0; }
.score .mark { display: block; position: absolute; inset-block-start: 0.25rem; }
.score .field label, .score .help { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.score .field { gap: 0.375rem; }
.score .effect { grid-column: 2; justify-self: end; }
.score select { font-weight: 650; padding-inline: 0.375rem; text-overflow: ellipsis; }
.score .number { display: block; margin-block-start: 0.25rem; font-size: clamp(1.75rem, 8.5cqi, 2.75rem); font-weight: 680; line-height: 1.15; letter-spacing: -0.02em; white-space: nowrap; }
.score .right { color: var(--faint); font-size: 0.8125rem; }
.score > .failure { margin: 0.25rem 0 0; font-size: 0.875rem; }
.replay { display: grid; gap: 0.75rem; border-block-start: 1px solid var(--line); padding-block-start: 1.25rem; }
.bar { display: grid; gap: 0.75rem 1.5rem; align-items: end; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); }
.bar .buttons { flex-wrap: nowrap; }
.replay button { white-space: nowrap; }
.cursor { fill: var(--accent); fill-opacity: 0.14; }
.tile { stroke: var(--line); cursor: pointer; }
.tile.chosen { stroke: var(--ink); stroke-width: 2; }
.minus { stroke: var(--ink); stroke-width: 1.5; pointer-events: none; }
@container tenet (min-width: 46rem) {
  .race { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .race > .claim-place, .gradient, .replay, .recipe, .settings, .backend, .race > .failure-place { grid-column: 1 / -1; }
  .claim { max-width: 60ch; }
  .scores { grid-area: 2 / 1; }
  .accuracy { grid-area: 3 / 1 / span 2; }
  .controls { grid-area: 2 / 2 / span 2; }
  .loss { grid-area: 4 / 2; }
}
`;
