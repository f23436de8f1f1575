import { expect, test } from "vitest";
import { gradientBack } from "./gradient-back.ts";
import { spectralMatrix, spectralRadius } from "./spectral-matrix.ts";

const size = 16;

test.each([0.5, 0.9, 1, 1.3])(
  "an orthogonal matrix of radius %f scales a linear gradient by exactly that a step",
  (radius) => {
    const weights = spectralMatrix("orthogonal", radius, size, 1);
    const norms = gradientBack({ weights, size, steps: 20, activation: "linear", seed: 1 });
    for (const [back, norm] of norms.entries()) expect(norm / radius ** back).toBeCloseTo(1, 4);
  },
);

test("tanh takes from the gradient, and never gives to it", () => {
  const weights = spectralMatrix("orthogonal", 1.2, size, 1);
  const norms = gradientBack({ weights, size, steps: 20, activation: "tanh", seed: 1 });
  for (const [back, norm] of norms.entries()) expect(norm).toBeLessThanOrEqual(1.2 ** back * 1.0001);
  expect(norms[20]).toBeLessThan(0.8 * 1.2 ** 20);
});

test("the spectral radius of a matrix is its largest absolute eigenvalue", () => {
  // A rotation by 30 degrees, scaled by 2, has the eigenvalues 2 exp(±iπ/6).
  const [cosine, sine] = [2 * Math.cos(Math.PI / 6), 2 * Math.sin(Math.PI / 6)];
  expect(spectralRadius([cosine, -sine, sine, cosine], 2)).toBeCloseTo(2, 6);
  // A triangular one has them on its diagonal, however large the rest is.
  expect(spectralRadius([0.5, 100, 0, -0.75], 2)).toBeCloseTo(0.75, 5);
  expect(spectralRadius([0, 1, 0, 0], 2)).toBe(0);
});

test.each(["orthogonal", "gaussian", "identity"] as const)(
  "a matrix that is %s has the radius to which it is scaled",
  (kind) => {
    expect(spectralRadius(spectralMatrix(kind, 0.8, size, 3), size)).toBeCloseTo(0.8, 4);
  },
);
