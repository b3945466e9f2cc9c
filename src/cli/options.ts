/** The options that every verb has, and the ones that several share. */
import type { OptionDefinition } from './verb.ts'

export const GLOBAL_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '-C, --directory <dir>',
    summary: "the project's folder (default: this one)",
    variable: 'MAPWRIGHT_DIRECTORY',
  },
  {
    flags: '--env <name>',
    summary: 'an environment of mapwright.yaml',
    variable: 'MAPWRIGHT_ENV',
  },
  {
    flags: '--format <format>',
    summary: 'how the result is printed',
    variable: 'MAPWRIGHT_FORMAT',
    choices: ['text', 'json', 'markdown', 'junit', 'html', 'sarif', 'github'],
  },
  {
    flags: '--output <file>',
    summary: 'write the result to a file instead of stdout',
    variable: 'MAPWRIGHT_OUTPUT',
  },
  {
    flags: '--log-level <level>',
    summary: 'log lines on stderr (default: warn)',
    variable: 'MAPWRIGHT_LOG_LEVEL',
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
  },
  { flags: '--no-color', summary: 'no colours (also NO_COLOR)', variable: 'MAPWRIGHT_NO_COLOR' },
]

export const SELECT_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '--select <patterns>',
    summary:
      'only these mappings: globs, +name with what it needs, name+ with what needs it, tag:x, ' +
      'state:stale',
    variable: 'MAPWRIGHT_SELECT',
    isList: true,
  },
  {
    flags: '--exclude <patterns>',
    summary: 'all but these mappings',
    variable: 'MAPWRIGHT_EXCLUDE',
    isList: true,
  },
]

export const WORKERS_OPTION: OptionDefinition = {
  flags: '--workers <n>',
  summary: 'worker threads; 0 runs in this one (default: the number of cores)',
  variable: 'MAPWRIGHT_WORKERS',
}
