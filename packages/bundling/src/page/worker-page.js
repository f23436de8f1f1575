// @ts-check
/* A page that trains in a worker and shows each loss. */
const output = /** @type {HTMLOutputElement} */ (document.querySelector("output"));
const trainer = new Worker(new URL("./trainer.js", import.meta.url), { type: "module" });
trainer.onmessage = ({ data: { step, loss } }) => {
  output.value = `step ${step}: loss ${loss.toFixed(2)}`;
};
trainer.postMessage("A man, a plan, a canal: Panama! Able was I ere I saw Elba. ".repeat(20));

/* For the test: the losses of the first steps. */
const report = new Promise((resolve) => {
  /** @type {number[]} */
  const losses = [];
  trainer.addEventListener("error", ({ message }) =>
    resolve({ error: message || "the worker did not start" }),
  );
  trainer.addEventListener("message", ({ data: { loss } }) => {
    losses.push(loss);
    if (losses.length === 20) resolve({ losses });
  });
});
Object.assign(globalThis, { report });
