/** The styles of `<tenet-cell>`, beside those of all elements and of the recipe. */
export const cellStyles = `
.start > .field { max-width: 20rem; }
.graph { display: grid; gap: 0.75rem; }
.graph-place { overflow-x: auto; min-height: 12rem; }
.graph-place > svg { max-width: none; margin-inline: auto; }
.digits { display: flex; flex-wrap: wrap; gap: 0.125rem; }
.digits span { min-width: 1.5rem; padding: 0.125rem 0.25rem; border-radius: 4px; text-align: center; color: var(--faint); }
.digits .read { color: var(--ink); }
.digits .now { background: var(--accent); color: var(--surface); font-weight: 650; }
.graph .now { font-weight: 600; min-height: 1.5em; }
.wire { fill: none; stroke: var(--line); stroke-width: 1.5; }
.wire.on { stroke: var(--faint); }
.wire.now { stroke: var(--accent); stroke-width: 2.5; }
.token { stroke: var(--surface); stroke-width: 1.5; }
.node rect { fill: var(--surface); stroke: var(--line); stroke-width: 1.5; }
.node.gate rect, .node.parameter rect, .node.input rect { fill: var(--raised); }
.node.on rect { stroke: var(--faint); }
.node.next rect { stroke-width: 2.5; }
.node.now rect { stroke: var(--accent); stroke-width: 2.5; }
.node text { stroke-width: 0; }
.node .name { fill: var(--faint); }
.node .number { font-weight: 600; }
.node.operation .number, .node.operation .name { stroke-width: 3px; }
.node .sign { font-size: 13px; font-weight: 600; }
.minus { stroke: var(--ink); stroke-width: 1.5; }
.equations { min-width: 0; }
.equation { overflow-x: auto; padding: 0.25rem 0.5rem; border-inline-start: 3px solid transparent; font-size: 1.0625rem; }
.equation.now { border-color: var(--accent); background: var(--raised); border-radius: 4px; }
.equations > h3 { min-height: 2.25rem; align-content: center; }
.equation math { width: max-content; margin: 0; }
.equation .sum { border-block-end: 1px solid var(--faint); padding-block-end: 0.125rem; }
.equation mtext { color: var(--faint); }
.equation munder > mtext { font: 600 0.75rem/1.2 system-ui, sans-serif; color: var(--ink); padding-block-start: 0.125rem; }
.score { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75rem; }
.score .mark { display: inline-flex; gap: 0.5rem; align-items: center; font-weight: 650; }
.score .number { font-size: clamp(1.75rem, 8.5cqi, 2.75rem); font-weight: 680; line-height: 1.15; letter-spacing: -0.02em; }
.score .right { color: var(--faint); font-size: 0.8125rem; }
@container tenet (min-width: 46rem) {
  .cell { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .cell > .claim-place, .cell > .graph, .cell > .gradient, .cell > .settings, .cell > .backend, .cell > .failure-place, .cell > .start { grid-column: 1 / -1; }
}
`;
