/** Basis points: the whole numbers, ten thousand to the whole, in which shares and ratios are stated. */
export const BASIS_POINTS_WHOLE = 10_000;
