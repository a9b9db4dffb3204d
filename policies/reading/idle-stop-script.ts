import { type Fields, textAt } from "./request-fields";
import { type ShellCommand, shellCommands } from "./shell-commands";

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
  if (runsStop(onStart.text)) return undefined;
  const what = `lifecycle configuration "${name}"`;
  if (!onStart.readable)
    return `Cannot tell whether it stops when idle because onStart of ${what} is no base64 of a script`;
  if (FETCHES.test(onStart.commands)) {
    return `Cannot tell whether it stops when idle because onStart of ${what} runs what it fetches from elsewhere`;
  }
  if (runsStop(onCreate.text)) {
    return `Cannot stop when idle after its first restart because ${what} installs the stop in onCreate alone`;
  }
  return `Expected an idle stop in onStart of ${what}, got ${gotOf(onStart.commands)}`;
}

function gotOf(commands: string): string {
  if (commands === "") return "no script";
  return STOPS.test(commands) ? "a script that mentions one and never runs it" : "a script without one";
}

interface Script {
  readonly readable: boolean;
  readonly text: string;
  /** The script without its comments. */
  readonly commands: string;
}

function scriptAt(configuration: Fields, name: string): Script {
  const encoded = textAt(configuration, name) ?? "";
  const text = Buffer.from(encoded, "base64").toString("utf8").replaceAll("\r\n", "\n");
  const readable = /^[A-Za-z0-9+/=\s]*$/.test(encoded) && !text.includes("\uFFFD");
  const commands = text.split("\n").filter((line) => !line.trimStart().startsWith("#"));
  return { readable, text, commands: commands.join("\n").trim() };
}

/** Whether a script runs an idle stop, or has it run: by the clock, by systemd, or by another script that it writes and runs. */
function runsStop(script: string): boolean {
  const commands = shellCommands(script);
  const names = new Set<string>();
  const stops = (text: string) => STOPS.test(text) || text.split(/[^\w.-]+/).some((word) => names.has(stem(word)));
  // What is written to a file stops nothing before something runs the file, which may be written in its turn.
  for (const command of [...commands, ...commands]) {
    const file = fileOf(command);
    if (file !== undefined && stops(told(command))) names.add(file);
  }
  return commands.some((command) => isRun(command) && stops(told(command)));
}

/** A command with its input, without the comments of that and without what it leaves out of a list. */
function told({ text, input }: ShellCommand): string {
  const lines = input.split("\n").filter((line) => !/^\s*(#|\/\/|(echo|printf|print|logger)\b)/.test(line));
  return [text, ...lines].join("\n").replace(/\b[ef]?grep\s+(-\w+\s+)*-\w*v\w*\s+\S+/g, "");
}

/** The file that a command writes, by its last name; of what systemd starts, without the ending. */
function fileOf({ text }: ShellCommand): string | undefined {
  const paths = [...text.matchAll(/(?:>|\btee\s+(?:-\S+\s+)*)\s*["']?([^\s"'|&;>]+)/g)].map(([, path = ""]) => path);
  const written = paths.find((path) => !path.startsWith("/dev/"));
  if (written === undefined || NOTES.test(written)) return undefined;
  return stem(written.replace(/^.*\//, ""));
}

function stem(file: string): string {
  return file.replace(/\.(service|timer)$/, "");
}

/** Files that people read and nothing runs. */
const NOTES = /\.(log|md)$|\/motd$|readme/i;

/** Whether a command runs what it names, or has the clock run it. */
function isRun({ text }: ShellCommand): boolean {
  if (HANDS_ON.test(text)) return true;
  const bare = text.replace(/^((sudo(\s+-\w+(\s+\w+(?=\s))?)*|nohup|time|exec|env|!|\w+=\S*)\s+)+/, "");
  return !INERT.test(bare) && !/^\w+=("[^"$]*"|'[^']*'|[^\s$]*)$/.test(bare);
}

/** Given to the table of the clock or to what runs its input. */
const HANDS_ON =
  /\|\s*(sudo\s+(-\w+\s+)*)?(crontab|bash|sh|at|batch|python3?)\b|(>|\b(tee|cp|mv|ln|install)\b.*\s)\s*["']?\/(etc|var\/spool)\/cron|\bcrontab\s+[^\s-|]/;

/** Commands that say, look, fetch, copy, install or end something and run none of it. */
const INERT = new RegExp(
  `^(${[
    "echo printf print logger : true false test export readonly local declare unset alias type which command set",
    "touch mkdir ls rm rmdir chmod chown cp mv ln tar unzip cat tee head tail sed awk e?grep p?grep pgrep pkill killall kill",
    "wget curl git cd pushd popd pip3? conda mamba yum dnf apt apt-get npm",
  ]
    .join(" ")
    .split(" ")
    .join("|")})(\\s|$)|^\\[|^(python3?\\s+-m\\s+)?pip\\b|^aws\\s+s3\\b|^systemctl\\s+(stop|disable|mask|status)\\b`,
);
