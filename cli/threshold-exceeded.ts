/** A figure is over what the caller allows: the command has printed its results and ends with exit code 1. */
export class ThresholdExceeded extends Error {
  override readonly name = "ThresholdExceeded";
}
