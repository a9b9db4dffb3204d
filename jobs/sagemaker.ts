import type { SageMaker } from "@aws-sdk/client-sagemaker";

const clients = new Map<string, Promise<SageMaker>>();

/**
 * The region's client. Credentials and endpoint come from where AWS's own tools take them (`AWS_PROFILE`,
 * `AWS_ENDPOINT_URL_SAGEMAKER`); the SDK retries throttling and lost connections first.
 */
export function sageMaker(region: string): Promise<SageMaker> {
  let client = clients.get(region);
  if (client === undefined) {
    client = connect(region);
    clients.set(region, client);
  }
  return client;
}

async function connect(region: string): Promise<SageMaker> {
  // The SDK takes a while to load: a preview that asks nothing of AWS must not pay for it.
  const sdk = await import("@aws-sdk/client-sagemaker");
  return new sdk.SageMaker({
    region,
    retryMode: "standard",
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
  });
}
