import { type Fields, textAt } from "./request-fields";

/** How idle stops call what they do: AWS's sample script, its command and its API. */
const STOPS = /auto-?stop|stop[-_]?notebook[-_]?instance/i;
/** How a script brings in more than can be read in it. */
const FETCHES = /\b(curl|wget|aws\s+s3\s+(cp|sync))\b/;

/**
 * What a notebook's lifecycle configuration lacks to stop an idle notebook, read from its scripts; nothing when it has it. Only
 * onStart counts: onCreate runs once, and what it schedules is gone after the first stop.
 */
export function idleStopLackOf(configuration: Fields, name: string): string | undefined {
  const onStart = scriptAt(configuration, "OnStart");
  const onCreate = scriptAt(configuration, "OnCreate");
  if (STOPS.test(onStart.commands)) return undefined;
  const what = `lifecycle configuration "${name}"`;
  if (!onStart.readable)
    return `Cannot tell whether it stops when idle because onStart of ${what} is no base64 of a script`;
  if (FETCHES.test(onStart.commands)) {
    return `Cannot tell whether it stops when idle because onStart of ${what} runs what it fetches from elsewhere`;
  }
  if (STOPS.test(onCreate.commands)) {
    return `Cannot stop when idle after its first restart because ${what} installs the stop in onCreate alone`;
  }
  return `Expected an idle stop in onStart of ${what}, got ${onStart.commands === "" ? "no script" : "a script without one"}`;
}

interface Script {
  readonly readable: boolean;
  /** The script without its comments. */
  readonly commands: string;
}

function scriptAt(configuration: Fields, name: string): Script {
  const encoded = textAt(configuration, name) ?? "";
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const readable = /^[A-Za-z0-9+/=\s]*$/.test(encoded) && !text.includes("\uFFFD");
  const commands = text.split("\n").filter((line) => !line.trimStart().startsWith("#"));
  return { readable, commands: commands.join("\n").trim() };
}
