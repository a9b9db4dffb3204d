/** The input is bad: the command says so in one sentence and ends with exit code 2. */
export class InputError extends Error {
  override readonly name = "InputError";
}
