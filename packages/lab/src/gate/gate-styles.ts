/** The styles of `<tenet-gate>`, beside those of all elements. */
export const gateStyles = `
.sliders { display: grid; gap: 0.75rem 1.5rem; grid-template-columns: repeat(auto-fill, minmax(12.5rem, 1fr)); align-content: start; }
.gates svg { cursor: ew-resize; touch-action: pan-y; }
.gate > .controls { border-block-start: 1px solid var(--line); padding-block-start: 1.25rem; }
@container tenet (min-width: 46rem) {
  .gate { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .gate > .claim-place, .gates, .sliders, .gate > .controls, .settings, .backend, .gate > .failure-place { grid-column: 1 / -1; }
  .claim { max-width: 60ch; }
}
`;
