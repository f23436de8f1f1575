const [text, learn, output, sample] = ["#text", "#learn", "output", "#sample"].map((selector) =>
  document.querySelector(selector),
);
let trainer;

learn.onclick = () => {
  trainer?.terminate();
  trainer = new Worker(new URL("./trainer.js", import.meta.url), { type: "module" });
  trainer.onmessage = ({ data }) => {
    output.value = `step ${data.step}: loss ${data.loss.toFixed(2)}`;
    sample.textContent = data.sample;
  };
  trainer.onerror = ({ message }) => {
    output.value = `The worker failed: ${message}`;
  };
  trainer.postMessage(text.value);
};
