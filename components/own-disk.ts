/** Whether an instance type has disks of its own; it then takes neither the size nor the key of a volume. */
export function hasOwnDisk(instanceType: string): boolean {
  return /^ml\.([a-z]+\d+[a-z]*d[a-z]*|g[5-9][a-z]*|gr\d+|p[4-9][a-z]*|trn\d[a-z]*)\./.test(instanceType);
}
