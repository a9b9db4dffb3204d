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

/** Sends a request, again where its answer was lost, as AWS's SDKs do; says in one sentence when nobody listens. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(url, init);
    } catch (error) {
      const { cause } = error as { readonly cause?: NodeJS.ErrnoException };
      if (isLostAnswer(cause) && attempt < mostAttempts) continue;
      const reason = cause?.message ?? String(error);
      throw new Error(`sandbox: Cannot reach ${new URL(url).origin} because ${reason}: is the sandbox running?`, {
        cause: error,
      });
    }
  }
}

/** How often AWS's SDKs send a request unless told otherwise. */
const mostAttempts = 3;

/** Whether the other side took a request and closed without a word: it may have been carried out. */
function isLostAnswer(cause: NodeJS.ErrnoException | undefined): boolean {
  return cause?.code === "UND_ERR_SOCKET" || cause?.code === "ECONNRESET";
}
