/** Only what never happens takes that long: a machine that is busy otherwise takes twenty times as long as a quiet one. */
export const patienceMs = 120_000;
