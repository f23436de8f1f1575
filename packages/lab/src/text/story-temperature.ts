/** How the samples of the story are drawn: always alike, so that only the network differs. */
export const storyTemperature = 0.6;
