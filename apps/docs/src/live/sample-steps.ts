/** The numbers of steps after which the network of the front page writes: none, and ten doubled seven times. */
export const sampleSteps = [0, 10, 20, 40, 80, 160, 320, 640, 1280];
