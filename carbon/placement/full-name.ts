/** An instance type with its leading "ml.", whether or not it was written with it. */
export function fullName(instanceType: string): string {
  return instanceType.startsWith("ml.") ? instanceType : `ml.${instanceType}`;
}
