import { shellCommands } from "../../../policies/reading/shell-commands";

const textsOf = (script: string) => shellCommands(script).map(({ text }) => text);

it.each([
  ["lines, ends and chains", "one\ntwo; three && four || five", ["one", "two", "three", "four", "five"]],
  ["quotes and groups", `say "a; b" 'c && d'; (one; two) | three`, [`say "a; b" 'c && d'`, "(one; two) | three"]],
  ["lines that go on", "one \\\n  two", ["one    two"]],
  ["comments", "# one\ntwo # three\n", ["two"]],
  ["a quote that nobody closes", "say don't\none", ["say don't", "one"]],
  [
    "branches and loops",
    "if one; then two; else three; fi\nfor x in 1 2; do four; done",
    ["one", "two", "three", "for x in 1 2", "four"],
  ],
  ["a branch that never runs", "if false; then\n  one\nelse\n  two\nfi\nthree", ["two", "three"]],
  ["a branch inside one that never runs", "if [ 1 = 0 ]; then if one; then two; fi; fi; three", ["three"]],
  ["a second branch that never runs", "if one; then two; elif ! true; then three; fi", ["one", "two"]],
  ["a loop that never runs", "while false; do one; done; two", ["two"]],
  ["what hangs on what is never true", "false && one && two\nfalse || three", ["false", "false", "three"]],
  ["what follows the end", "one || exit 1\ntwo\nexit 0\nthree", ["one", "exit 1", "two"]],
  ["an end in a function", "stop() {\n  exit 1\n}\none", ["stop() {", "exit 1", "one"]],
])("reads %s", (_, script, commands) => {
  expect(textsOf(script)).toEqual(commands);
});

it("keeps a here-document with what reads it", () => {
  const script = "cat > run.sh <<'END' && chmod +x run.sh\nif a; then b; fi\nEND\ncat <<-LAST\nnever ends";
  expect(shellCommands(script)).toEqual([
    { text: "cat > run.sh", input: "if a; then b; fi" },
    { text: "chmod +x run.sh", input: "" },
    { text: "cat", input: "never ends" },
  ]);
});
