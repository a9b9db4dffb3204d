import { countAt, type Fields } from "./request-fields";

/** The size of the volume of a part of a resource, GB. The `aws` provider writes Gb, or of a notebook no unit, where AWS's request has GB. */
export function volumeSizeAt(fields: Fields | undefined): number | undefined {
  return countAt(fields, "VolumeSizeInGB") ?? countAt(fields, "VolumeSizeInGb") ?? countAt(fields, "VolumeSize");
}

/** The memory of a serverless variant, MiB. The `aws` provider writes Mb where AWS's request has MB. */
export function memorySizeAt(serverless: Fields | undefined): number | undefined {
  return countAt(serverless, "MemorySizeInMB") ?? countAt(serverless, "MemorySizeInMb");
}
