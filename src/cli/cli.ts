/** Reads the command line with commander, runs one verb, prints its report, returns its code. */
import { Command, CommanderError, Option } from 'commander'
import path from 'node:path'
import { writeFile, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { EngineError } from '../base/error.ts'
import type { Logger } from '../base/logger.ts'
import type { ReportDocument, ReportFormat } from '../report/document.ts'
import { GLOBAL_OPTIONS } from './options.ts'
import type { ExitCode, OptionDefinition, Verb, VerbContext } from './verb.ts'
import { UsageError } from './usage.ts'
import { VERBS } from './verbs/index.ts'

interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
}

/** Everything of the process that the command line may touch. */
export interface CliWorld {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly stdout: Output
  readonly stderr: Output
  readonly signal: AbortSignal
  readonly createLog: (level: string) => Promise<Logger>
}

type Options = Readonly<Record<string, string | true | undefined>>

/** Runs one command line. Never throws: what goes wrong becomes a message and a code. */
export async function runCli(world: CliWorld): Promise<number> {
  let code: ExitCode = 0
  const program = createProgram(world, async (verb, args, options) => {
    code = await runVerb(verb, args, options, world)
  })
  try {
    await program.parseAsync([...world.argv], { from: 'user' })
  } catch (error) {
    // Commander has printed its own message; help and version are not errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
  return code
}

type Action = (verb: Verb, args: readonly string[], options: Options) => Promise<void>

function createProgram(world: CliWorld, action: Action): Command {
  const program = new Command('mapwright')
    .description('Moves a database into a new schema, and proves that nothing was lost.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
    })
    .showHelpAfterError('(--help lists the commands and options)')
    .enablePositionalOptions()
  program.addOption(toOption(GLOBAL_OPTIONS[0] as OptionDefinition, world))
  const groups = new Map<string, Command>()
  for (const verb of VERBS) {
    const [first = '', second] = verb.name.split(' ')
    if (second === undefined) addVerb(program.command(first), verb, world, action)
    else {
      const group = groups.get(first) ?? program.command(first)
      groups.set(first, group)
      addVerb(group.command(second), verb, world, action)
      group.description(group.commands.map((command) => command.name()).join(', '))
    }
  }
  return program
}

function addVerb(command: Command, verb: Verb, world: CliWorld, action: Action): void {
  command.description(verb.summary)
  for (const argument of verb.args) command.argument(argument.name, argument.summary)
  for (const option of [...verb.options, ...GLOBAL_OPTIONS]) {
    command.addOption(toOption(option, world))
  }
  command.action(async () => {
    await action(verb, command.args, command.optsWithGlobals<Options>())
  })
}

function toOption(definition: OptionDefinition, world: CliWorld): Option {
  const option = new Option(definition.flags, `${definition.summary} [${definition.variable}]`)
  if (definition.choices !== undefined) option.choices([...definition.choices])
  const twin = world.env[definition.variable]
  // Commander's own `env` reads process.env; the world is handed in, so that tests can have theirs.
  if (twin === undefined || twin === '') return option
  if (definition.choices?.includes(twin) === false) {
    const known = definition.choices.join(', ')
    throw new CommanderError(2, 'twin', `${definition.variable} is "${twin}"; it may be ${known}.`)
  }
  return option.default(option.negate ? false : option.isBoolean() ? true : twin)
}

async function runVerb(
  verb: Verb,
  args: readonly string[],
  options: Options,
  world: CliWorld,
): Promise<ExitCode> {
  const say = (line: string) => void world.stderr.write(`${line}\n`)
  const format = (textOf(options['format']) ?? 'text') as ReportFormat
  const color = isColored(options, world)
  try {
    const context: VerbContext = {
      directory: path.resolve(world.cwd, textOf(options['directory']) ?? '.'),
      environment: textOf(options['env']) ?? null,
      env: world.env,
      args,
      options,
      format,
      isTerminal: world.stderr.isTTY === true,
      color,
      say,
      draw: (drawn) => void world.stderr.write(drawn),
      log: await world.createLog(textOf(options['logLevel']) ?? 'warn'),
      signal: world.signal,
      now: () => new Date(),
    }
    const { exitCode, report } = await verb.run(context)
    if (report !== null) {
      await print(report, { format, color, file: textOf(options['output']) }, world)
    }
    return exitCode
  } catch (error) {
    return explain(error, say, world.signal)
  }
}

async function print(
  report: ReportDocument,
  how: {
    readonly format: ReportFormat
    readonly color: boolean
    readonly file: string | undefined
  },
  world: CliWorld,
): Promise<void> {
  const { format, color, file } = how
  const { render } = await import('../report/render.ts')
  const rendered = render(report, format, { color: color && file === undefined })
  if (file === undefined) {
    world.stdout.write(rendered)
    return
  }
  const target = path.resolve(world.cwd, file)
  await mkdir(path.dirname(target), { recursive: true })
  await writeFile(target, rendered)
}

function explain(error: unknown, say: (line: string) => void, signal: AbortSignal): ExitCode {
  if (signal.aborted) {
    say('Interrupted.')
    return 130
  }
  if (error instanceof UsageError) {
    say(error.message)
    return 2
  }
  if (error instanceof EngineError) {
    say(`${error.code}  ${error.message}`)
    return 4
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  say(`This is a defect of mapwright, not of your project. Please report it:\n${stack}`)
  return 4
}

function isColored(options: Options, world: CliWorld): boolean {
  // `--no-color` sets `color` to false; commander's negated options have no other name.
  if ((options['color'] as unknown) === false || (world.env['NO_COLOR'] ?? '') !== '') return false
  return world.stdout.isTTY === true
}

function textOf(value: string | true | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function packageVersion(): string {
  const require = createRequire(import.meta.url)
  return (require('../../package.json') as { version: string }).version
}
