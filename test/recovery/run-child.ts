/** The process that a recovery test kills: runs the library as its one argument, JSON, says. */
import {
  libraryPrograms,
  runLibrary,
  sourceSettings,
  targetSettings,
} from '../support/library-run.ts'
import { recoverySketches, type RecoveryRun } from './recovery-run.ts'

const options = JSON.parse(process.argv[2] ?? '') as RecoveryRun
const programs = libraryPrograms(options.modulesDirectory, recoverySketches(options.targetUrl))
const result = await runLibrary({
  programs,
  source: sourceSettings(options.sourceFile),
  target: targetSettings(options.targetUrl),
  modulesDirectory: options.modulesDirectory,
  workers: options.workers,
  resume: options.resume,
  chunkRowsMax: 100,
})
if (result.exitCode > 1) console.error(result.message)
process.exitCode = result.exitCode
