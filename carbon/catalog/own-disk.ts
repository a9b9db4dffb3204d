/**
 * Whether an instance type has disks of its own, which are part of the machine. SageMaker then mounts these and makes no volume
 * (API reference, ResourceConfig), and takes neither the size nor the key of one.
 */
export function hasOwnDisk(instanceType: string): boolean {
  return /^(ml\.)?([a-z]+\d+[a-z]*d[a-z]*|i\d[a-z]*|g5|g[6-9]e?|gr\d+|dl\d|p[4-9][a-z0-9-]*|trn\d[a-z0-9-]*)\./.test(
    instanceType,
  );
}
