import { delimiter, join } from "node:path";

/** Environment under which `pulumi` and any AWS client talk to the sandbox alone. */
export type Environment = Readonly<Record<string, string>>;

export interface SandboxAddress {
  /** State folder; all that the sandbox keeps is below it. */
  readonly home: string;
  readonly port: number;
  /** Folders of the Pulumi engine, first on PATH. */
  readonly engineFolders: readonly string[];
  readonly speed: number;
}

/** Region of clients that name none; stacks of ours choose their own. */
const DEFAULT_REGION = "eu-west-1";

/** The variables, by AWS's, Pulumi's and our own names. */
export function sandboxEnvironment({ home, port, engineFolders, speed }: SandboxAddress): Environment {
  const endpoint = `http://127.0.0.1:${port}`;
  const region = process.env["AWS_REGION"] ?? DEFAULT_REGION;
  return {
    GREENML_SANDBOX_HOME: home,
    GREENML_SANDBOX_SPEED: String(speed),
    AWS_ENDPOINT_URL_SAGEMAKER: endpoint,
    AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: "sandbox",
    AWS_SECRET_ACCESS_KEY: "sandbox",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    PULUMI_HOME: join(home, "pulumi"),
    PULUMI_BACKEND_URL: `file://${join(home, "stacks")}`,
    PULUMI_CONFIG_PASSPHRASE: "sandbox",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PATH: [...engineFolders, process.env["PATH"] ?? ""].join(delimiter),
  };
}

/** Variables of a real account that would win over ours, to be unset. */
export const OVERRIDING = ["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "PULUMI_ACCESS_TOKEN"] as const;

/** This process's environment with the sandbox's laid over it. */
export function withSandbox(environment: Environment): NodeJS.ProcessEnv {
  const merged = { ...process.env, ...environment };
  return Object.fromEntries(Object.entries(merged).filter(([name]) => !OVERRIDING.some((one) => one === name)));
}

/** Lines for a shell to evaluate. */
export function exportLines(environment: Environment): string {
  const unset = OVERRIDING.filter((name) => process.env[name] !== undefined).map((name) => `unset ${name}`);
  const set = Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}`);
  return [...unset, ...set, ""].join("\n");
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
