/** The header that carries region and service of a request; the sandbox reads the scope and checks no signature. */
export function authorization(region: string, service: string): Readonly<Record<string, string>> {
  const key = process.env["AWS_ACCESS_KEY_ID"] ?? "sandbox";
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${key}/${stamp.slice(0, 8)}/${region}/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`,
    "x-amz-date": stamp,
  };
}

/** Sends a request; says in one sentence when nobody listens. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(`sandbox: Cannot reach ${new URL(url).origin} because ${reason}: is the sandbox running?`, {
      cause: error,
    });
  }
}
