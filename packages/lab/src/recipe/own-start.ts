/** The recipe that a reader's own cell starts from where no cell of the table does: one gate, which keeps what it does not write. */
export const ownStart = `recipe({
  name: "own",
  gates: ["keep", "candidate"],
  state: ["h"],
  memory: { keep: "keep" },
  step: ({ gates, state }) => {
    const keep = sigmoid(gates.keep);
    const candidate = tanh(gates.candidate);
    const h = add(mul(keep, state.h), mul(sub(1, keep), candidate));
    return { h };
  },
});`;
