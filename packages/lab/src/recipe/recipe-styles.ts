/** The styles of the recipe's part, for elements that have it. */
export const recipeStyles = `
.recipe { display: grid; gap: 0.5rem; align-content: start; min-width: 0; }
.recipe-head { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; justify-content: space-between; min-height: 2.25rem; }
.editor { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: var(--raised); min-width: 0; }
.editor pre { margin: 0; padding: 0.5rem 0.75rem; font: 0.8125rem/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.element:has(> .asking) > .claim-place { order: -2; }
.element > .recipe.asking { order: -1; grid-column: 1 / -1; }
.ask { border: 1px solid var(--own); border-inline-start-width: 4px; border-radius: 8px; padding: 0.75rem; display: grid; gap: 0.75rem; }
.recipe[hidden], .recipe [hidden] { display: none; }
`;
