import { useTraining } from "./use-training.js";

/** An RNN and an LSTM that learn to say the last digit of a palindrome, which is its first. */
export function Race({ length }) {
  return (
    <main>
      <h1>Who learns to remember first?</h1>
      <p>
        Both networks read the first {length - 1} digits of a palindrome and have to say the last one. It
        equals the first, so they have to remember it.
      </p>
      <Lane cell="rnn" length={length} />
      <Lane cell="lstm" length={length} />
    </main>
  );
}

function Lane({ cell, length }) {
  const { step, loss, accuracy } = useTraining({ cell, length });
  return (
    <section>
      <h2>{cell.toUpperCase()}</h2>
      <meter value={accuracy} aria-label={`accuracy of the ${cell.toUpperCase()}`} />
      <output>
        {step === 0 ? "starting" : `step ${step}: loss ${loss.toFixed(2)}, accuracy ${accuracy.toFixed(2)}`}
      </output>
    </section>
  );
}
