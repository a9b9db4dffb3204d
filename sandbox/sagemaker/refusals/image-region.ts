/** ECR refuses to serve other regions' SageMaker: an image must be in the region of the request. */
export function imageRegionFault(image: string | undefined, region: string): string | undefined {
  const home = /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com/.exec(image ?? "")?.[1];
  if (image === undefined || home === undefined || home === region) return undefined;
  return `Unsupported image region: the image "${image}" is in ${home}; it must be in ${region}, the region of the request.`;
}
