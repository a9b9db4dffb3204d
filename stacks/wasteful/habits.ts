/** The region with the dirtiest grid in our catalogue among those that people use most. */
export const REGION = "ap-south-1";
/** A 2016 GPU for a table that fits into a laptop. */
export const INSTANCE_TYPE = "ml.p2.xlarge";
/** Machines that serve day and night. */
export const ENDPOINT_INSTANCES = 2;
/** Every point of the grid: 4 depths, 4 rates, 3 samples. */
export const TRIALS = 48;
/** Hours a trial is taken to last, as in `stacks/tabular`. */
export const HOURS_PER_TRIAL = 0.05;
