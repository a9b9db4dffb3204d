/** One command of a shell script, its pipeline and what it is given on its input included. */
export interface ShellCommand {
  /** The command as it is written, without the words that a branch or a loop puts before it. */
  readonly text: string;
  /** The here-document that it reads; empty without one. */
  readonly input: string;
}

/**
 * The commands of a shell script that can ever run: without comments, and without what stands in a branch whose condition is
 * never true, or after the script's own end. A reading for judging, no shell: it knows quotes, groups and here-documents.
 */
export function shellCommands(script: string): readonly ShellCommand[] {
  const { text, inputs } = withoutInputs(script);
  return alive(split(text)).map((command) => {
    const [, index] = INPUT.exec(command) ?? [];
    return { text: command.replace(INPUT, "").trim(), input: index === undefined ? "" : (inputs[Number(index)] ?? "") };
  });
}

/** What stands for a here-document once it is taken out. */
const INPUT = /«(\d+)»/;

/** A script without comments and with a mark for each of its here-documents, whose quotes are nobody's. */
function withoutInputs(script: string): { readonly text: string; readonly inputs: readonly string[] } {
  const inputs: string[] = [];
  const kept: string[] = [];
  const lines = script.replaceAll("\\\n", " ").split("\n");
  while (lines.length > 0) {
    const line = lines.shift() ?? "";
    if (/^\s*#/.test(line)) continue;
    const [opening, end = ""] = /(?<!<)<<-?\s*(?:\\|["'])?(\w+)["']?/.exec(line) ?? [];
    kept.push(opening === undefined ? line : line.replace(opening, `«${inputs.length}»`));
    if (opening !== undefined) inputs.push(upTo(end, lines));
  }
  return { text: kept.map((line) => line.replace(/\s#[^'"]*$/, "")).join("\n"), inputs };
}

/** Takes the lines up to one that is the end of a here-document, and that one. */
function upTo(end: string, lines: string[]): string {
  const found = lines.findIndex((line) => line.trim() === end);
  const taken = lines.splice(0, found < 0 ? lines.length : found + 1);
  return taken.filter((_, index) => index !== found).join("\n");
}

/** A command and what follows it: ";" or a new line, "&&" or "||". */
interface Written {
  readonly text: string;
  readonly after: string;
}

/** Cuts a script where one command ends and another begins, outside quotes and groups. */
function split(text: string): readonly Written[] {
  const commands: Written[] = [];
  let [own, depth] = ["", 0];
  for (const [part] of text.matchAll(PART)) {
    if (part === "(") depth++;
    if (part === ")") depth = Math.max(0, depth - 1);
    if (depth > 0 || !/^(;+|\n|&&|\|\|)$/.test(part)) {
      own += part;
      continue;
    }
    commands.push({ text: own.trim(), after: part });
    own = "";
  }
  return [...commands, { text: own.trim(), after: "" }].filter((one) => one.text !== "");
}

/** A sign that is quoted, a quoted text, what ends a command, or any other sign. */
const PART = /\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|;+|&&|\|\||[\s\S]/g;

/** What can run: not what follows the script's own end, or stands where a condition is never true. */
function alive(commands: readonly Written[]): readonly string[] {
  const living: string[] = [];
  // Branches, loops and groups around a command: whether each is one that never runs.
  const around: boolean[] = [];
  let last = { after: "", skipped: false };
  for (const { text, after } of commands) {
    enter(around, text);
    const command = text.replace(/^((if|elif|while|until|then|do|else|\{)(\s+|$))+/, "");
    const skipped = last.after === "&&" && last.skipped;
    const dead = skipped || around.includes(true);
    if (!dead && around.length === 0 && endsScript(command, last.after)) return living;
    if (!dead && !ENDS.test(command)) living.push(command);
    last = { after, skipped: skipped || NEVER.test(command) };
  }
  return living;
}

/** An end that does not hang on how the command before it went. */
function endsScript(command: string, before: string): boolean {
  return /^exit\b/.test(command) && !/[&|]/.test(before);
}

/** Opens, turns and closes what is around a command by the word that it begins with. */
function enter(around: boolean[], text: string): void {
  const [, word = "", condition = ""] = /^(\w+|[{}])\s*([\s\S]*)/.exec(text) ?? [];
  if (["if", "while"].includes(word)) around.push(NEVER.test(condition));
  else if (["for", "until", "select", "{"].includes(word) || FUNCTION.test(text)) around.push(false);
  else if (["fi", "done", "}"].includes(word)) around.pop();
  else if (["elif", "else"].includes(word) && around.length > 0) around[around.length - 1] = NEVER.test(condition);
}

const FUNCTION = /^(function\s+[\w-]+|[\w-]+\s*\(\s*\))\s*\{/;
const ENDS = /^(|fi|done|esac|\})$/;

/** Conditions that are never true: `false`, `! true`, `[ 1 = 0 ]`. */
const NEVER = /^(false|!\s*true|\[+\s*(0\s*(-eq|==?)\s*1|1\s*(-eq|==?)\s*0|false\s*==?\s*true)\s*\]+)$/;
