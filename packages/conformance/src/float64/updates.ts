import type { OptimizerOptions } from "@tenetjs/training";
import type { ComputeUpdates } from "../scenarios/compute-updates.ts";
import type { Results } from "../sequence.ts";

/** The parameters after each step, in float64. The learning rate has to be a number. */
export function updates({ optimizer, params, gradients }: ComputeUpdates): Results {
  const paths = Object.entries(params).map(([name, { values }]) => ({
    name,
    byValue: Array.from(values, (value, index) =>
      path(
        optimizer,
        value,
        gradients.map((step) => step[name]?.values[index] as number),
      ),
    ),
  }));
  return Object.fromEntries(
    paths.flatMap(({ name, byValue }) =>
      gradients.map((_, step): [string, Float64Array] => [
        `${name} after ${step + 1}`,
        Float64Array.from(byValue, (values) => values[step] as number),
      ]),
    ),
  );
}

/** The values of one number after each step, from its gradients. */
function path(options: OptimizerOptions, start: number, gradients: readonly number[]): number[] {
  const direction = directionOf(options);
  let value = start;
  return gradients.map((gradient, step) => {
    value -= (options.learningRate as number) * direction(gradient, value, step);
    return value;
  });
}

/** A function that returns the update of a number, to be multiplied by the learning rate and subtracted. It keeps the optimizer's state. */
type Direction = (gradient: number, value: number, step: number) => number;

function directionOf(options: OptimizerOptions): Direction {
  switch (options.name) {
    case "sgd":
      return (gradient) => gradient;
    case "momentum":
    case "nesterov":
      return velocity(options.decay ?? 0.9, options.name === "nesterov");
    case "rmsprop": {
      const { decay = 0.99, epsilon = 1e-8, epsilonInsideRoot = false, centered = false } = options;
      const [mean, square] = [runningMean(decay), runningMean(decay)];
      const onwards = velocity(options.momentum ?? 0, false);
      return (gradient) => {
        const [first, second] = [mean(gradient), square(gradient ** 2)];
        const spread = centered ? second - first ** 2 : second;
        const root = epsilonInsideRoot ? Math.sqrt(spread + epsilon) : Math.sqrt(spread) + epsilon;
        return onwards(gradient / root);
      };
    }
    case "lion": {
      const { beta1 = 0.9, beta2 = 0.99, weightDecay = 0 } = options;
      let mean = 0;
      return (gradient, value) => {
        const direction = Math.sign(beta1 * mean + (1 - beta1) * gradient);
        mean = beta2 * mean + (1 - beta2) * gradient;
        return direction + weightDecay * value;
      };
    }
    case "adam":
    case "adamw": {
      const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
      const decay = options.name === "adamw" ? (options.weightDecay ?? 0.01) : 0;
      const [mean, square] = [runningMean(beta1), runningMean(beta2)];
      return (gradient, value, step) => {
        const first = mean(gradient) / (1 - beta1 ** (step + 1));
        const second = square(gradient ** 2) / (1 - beta2 ** (step + 1));
        return first / (Math.sqrt(second) + epsilon) + decay * value;
      };
    }
  }
}

function velocity(decay: number, nesterov: boolean): (gradient: number) => number {
  let carried = 0;
  return (gradient) => {
    carried = decay * carried + gradient;
    return nesterov ? gradient + decay * carried : carried;
  };
}

function runningMean(decay: number): (value: number) => number {
  let mean = 0;
  return (value) => {
    mean = decay * mean + (1 - decay) * value;
    return mean;
  };
}
