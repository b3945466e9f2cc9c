/** Reads the command line with commander, runs one verb, prints its report, returns its code. */
import { Command, CommanderError, Option } from 'commander'
import path from 'node:path'
import { writeFile, mkdir } from 'node:fs/promises'
import { EngineError } from '../base/error.ts'
import type { Logger } from '../base/logger.ts'
import type { HostOptions } from '../report/sarif.ts'
import type { ReportDocument, ReportFormat } from '../report/document.ts'
import { packageVersion } from '../run/installation.ts'
import { GLOBAL_OPTIONS } from './options.ts'
import type { ExitCode, OptionDefinition, Verb, VerbContext } from './verb.ts'
import { resolveOptions } from './twin.ts'
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

/** What the verbs of two words are about. */
const GROUPS: Readonly<Record<string, string>> = {
  conns: 'the connections of the project',
  migrate: "versioned changes of the target's schema",
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
  program.addOption(toOption(GLOBAL_OPTIONS[0] as OptionDefinition))
  const groups = new Map<string, Command>()
  for (const verb of VERBS) {
    const [first = '', second] = verb.name.split(' ')
    if (second === undefined) addVerb(program.command(first), verb, action)
    else {
      const group = groups.get(first) ?? program.command(first)
      groups.set(first, group)
      addVerb(group.command(second), verb, action)
      const names = group.commands.map((command) => command.name()).join(', ')
      group.description(`${GROUPS[first] ?? first}: ${names}`)
    }
  }
  return program
}

function addVerb(command: Command, verb: Verb, action: Action): void {
  command.description(verb.summary)
  for (const argument of verb.args) command.argument(argument.name, argument.summary)
  for (const option of [...verb.options, ...GLOBAL_OPTIONS]) command.addOption(toOption(option))
  command.action(async () => {
    // What stands beside the verb is meant, before what stands in front of it.
    const given = { ...command.optsWithGlobals<Options>(), ...command.opts<Options>() }
    await action(verb, command.args, given)
  })
}

/** Without the twins: they come from the world, not from `process.env`, where commander looks. */
function toOption(definition: OptionDefinition): Option {
  const option = new Option(definition.flags, `${definition.summary} [${definition.variable}]`)
  if (definition.isList === true) {
    option.argParser((value: string, before: string | undefined) =>
      before === undefined ? value : `${before},${value}`,
    )
  }
  return definition.choices === undefined ? option : option.choices([...definition.choices])
}

async function runVerb(
  verb: Verb,
  args: readonly string[],
  given: Options,
  world: CliWorld,
): Promise<ExitCode> {
  const say = (line: string) => void world.stderr.write(`${line}\n`)
  try {
    const options = resolveOptions([...verb.options, ...GLOBAL_OPTIONS], given, world.env)
    const format = (textOf(options['format']) ?? 'text') as ReportFormat
    const color = isColored(options, world)
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
    const { exitCode, report, text } = await verb.run(context)
    if (report !== null) {
      const { directory } = context
      const file = textOf(options['output'])
      const how = { format, color: color && file === undefined, directory }
      await print(text ?? (await rendered(report, how, world)), file, world)
    }
    return exitCode
  } catch (error) {
    return explain(error, say, world.signal)
  }
}

async function rendered(
  report: ReportDocument,
  how: {
    readonly format: ReportFormat
    readonly color: boolean
    /** The project's folder. */
    readonly directory: string
  },
  world: CliWorld,
): Promise<string> {
  const { format, color, directory } = how
  const { render } = await import('../report/render.ts')
  const isHost = format === 'sarif' || format === 'github'
  return render(report, format, {
    color,
    host: isHost ? await hostOptions(directory, world) : null,
  })
}

/** To stdout, or to the file that `--output` names. */
async function print(text: string, file: string | undefined, world: CliWorld): Promise<void> {
  if (file === undefined) {
    world.stdout.write(text)
    return
  }
  const target = path.resolve(world.cwd, file)
  try {
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const message = `The result cannot be written to ${file}: ${reason}.`
    throw new EngineError('CLI_OUTPUT', message, { cause })
  }
}

/** Code hosts look for files from where the command ran, whatever the project's folder. */
async function hostOptions(directory: string, { cwd }: CliWorld): Promise<HostOptions> {
  const { readCodes } = await import('./codes.ts')
  const folder = path.relative(cwd, directory).split(path.sep).join('/')
  const prefix = folder === '' ? '' : `${folder}/`
  return { version: packageVersion(), prefix, rules: await readCodes() }
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
  if (options['noColor'] === true || (world.env['NO_COLOR'] ?? '') !== '') return false
  return world.stdout.isTTY === true
}

function textOf(value: string | true | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
