import { type CellName, namedCell } from "@tenetjs/cells";
import { equations, type Recipe } from "@tenetjs/recipes";

/** What another program has to know of a cell to run it with stored weights. */
export type CellDescription = {
  readonly name: string;
  readonly title: string;
  /** The paper that it is from. */
  readonly source: string;
  /** The names of the state, `h` among them: the output, which `wh` multiplies. */
  readonly state: readonly string[];
  /** The rest is null for a cell without a recipe. */
  readonly recipe: RecipeDescription | null;
};

export type RecipeDescription = {
  /**
   * The gates whose columns stand side by side in `wx` `[input, gates * hidden]`, in `wh` `[hidden, gates * hidden]` and in `b`
   * `[gates * hidden]` of each layer, in their order. A gate that is not among those of `wx` does not see the input, and so on.
   */
  readonly columns: {
    readonly wx: readonly string[];
    readonly wh: readonly string[];
    readonly b: readonly string[];
  };
  /** The tensors `[hidden]` that stand beside these. */
  readonly unitParameters: readonly string[];
  /** Inputs of a step that all units of a row share. `time` is the number or the time of the step. */
  readonly inputs: readonly string[];
  /** The step as LaTeX, in the order in which its equations can be computed. */
  readonly equations: readonly string[];
};

/** A description of the cell `name`, for programs that run it elsewhere. */
export function describeCell(name: CellName): CellDescription {
  const { title, citation, state, recipe } = namedCell(name);
  const { authors, year, title: paper, venue, url } = citation;
  return {
    name,
    title,
    source: `${authors} (${year}). ${paper}. ${venue}. ${url}`,
    state,
    recipe: recipe === undefined ? null : describeRecipe(recipe),
  };
}

function describeRecipe(recipe: Recipe): RecipeDescription {
  const { gates, parameters, inputs } = recipe;
  const seeing = (unseen: string) => gates.filter(({ from }) => from !== unseen).map(({ name }) => name);
  return {
    columns: { wx: seeing("hidden"), wh: seeing("input"), b: gates.map(({ name }) => name) },
    unitParameters: parameters.map(({ name }) => name),
    inputs,
    equations: equations(recipe),
  };
}
