const compiled = new Map<string, RegExp>();

/** Whether the whole value matches one of AWS's patterns, which are Java's and unanchored as published. */
export function matchesPattern(pattern: string, value: string): boolean {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    // Java counts code points, hence "u"; its POSIX class \p{Alnum} is the one thing JavaScript lacks.
    expression = new RegExp(`^(?:${pattern.replaceAll("\\p{Alnum}", "a-zA-Z0-9")})$`, "u");
    compiled.set(pattern, expression);
  }
  return expression.test(value);
}
