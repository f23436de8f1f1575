/*
 * Writes models of tfjs-layers as it saves them, with their outputs, for the tests of the conversions:
 *
 *     node packages/checkpoints/golden/make-tfjs.js
 */
import { writeFileSync } from "node:fs";
import tf from "@tensorflow/tfjs";

const target = new URL("../src/golden/", import.meta.url);
const { layers } = tf;
const recurrent = { units: 4, recurrentActivation: "sigmoid" };

const networks = {
  language: {
    layers: [
      layers.embedding({ inputDim: 5, outputDim: 3, inputShape: [null] }),
      layers.lstm({ ...recurrent, returnSequences: true }),
      layers.dropout({ rate: 0.25 }),
      layers.lstm({ ...recurrent, returnSequences: true }),
      layers.dense({ units: 5 }),
    ],
    inputs: tf.tensor2d([
      [0, 4, 2, 1],
      [3, 3, 1, 0],
    ]),
  },
  regressor: {
    layers: [layers.simpleRNN({ units: 4, inputShape: [null, 2] }), layers.dense({ units: 1 })],
    inputs: tf.randomNormal([2, 4, 2], 0, 1, "float32", 1),
  },
  classifier: {
    layers: [layers.gru({ ...recurrent, inputShape: [null, 2] }), layers.dense({ units: 3 })],
    inputs: tf.randomNormal([2, 4, 2], 0, 1, "float32", 1),
  },
  bidirectional: {
    layers: [
      layers.bidirectional({
        layer: layers.lstm({ ...recurrent, returnSequences: true }),
        mergeMode: "concat",
        inputShape: [null, 2],
      }),
      layers.bidirectional({ layer: layers.lstm(recurrent), mergeMode: "concat" }),
      layers.dense({ units: 3 }),
    ],
    inputs: tf.randomNormal([2, 4, 2], 0, 1, "float32", 1),
  },
};

const cases = {};
for (const [name, network] of Object.entries(networks)) {
  const model = tf.sequential({ layers: network.layers });
  model.setWeights(
    model.getWeights().map(({ shape }, seed) => tf.randomNormal(shape, 0, 0.7, "float32", seed)),
  );
  await model.save(
    tf.io.withSaveHandler(async ({ weightSpecs, weightData, ...artifacts }) => {
      const weightsManifest = [{ paths: ["weights.bin"], weights: weightSpecs }];
      writeFileSync(
        new URL(`tfjs-${name}.json`, target),
        `${JSON.stringify({ ...artifacts, weightsManifest })}\n`,
      );
      writeFileSync(new URL(`tfjs-${name}.bin`, target), Buffer.from(weightData));
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
    }),
  );
  cases[`tfjs-${name}`] = { inputs: record(network.inputs), outputs: record(model.predict(network.inputs)) };
}
const versions = { "@tensorflow/tfjs-layers": tf.version["tfjs-layers"] };
writeFileSync(new URL("tfjs.golden.json", target), `${JSON.stringify({ versions, cases })}\n`);

function record(tensor) {
  return { shape: tensor.shape, values: Array.from(tensor.dataSync()) };
}
