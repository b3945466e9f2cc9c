/** The verbs, in the order in which `--help` lists them. */
import type { Verb } from '../verb.ts'
import { compileVerb } from './compile.ts'
import { connsListVerb, connsTestVerb } from './conns.ts'
import { driftVerb } from './drift.ts'
import { explainVerb } from './explain.ts'
import { initVerb } from './init.ts'
import { lineageVerb } from './lineage.ts'
import { migrateDownVerb, migrateNewVerb, migrateStatusVerb, migrateUpVerb } from './migrate.ts'
import { planVerb } from './plan.ts'
import { reconcileVerb } from './reconcile.ts'
import { runVerb } from './run.ts'
import { snapshotVerb } from './snapshot.ts'
import { statusVerb } from './status.ts'
import { suggestVerb } from './suggest.ts'
import { testVerb } from './test.ts'
import { validateVerb } from './validate.ts'

export const VERBS: readonly Verb[] = [
  initVerb,
  connsListVerb,
  connsTestVerb,
  snapshotVerb,
  suggestVerb,
  driftVerb,
  validateVerb,
  compileVerb,
  testVerb,
  lineageVerb,
  explainVerb,
  migrateUpVerb,
  migrateDownVerb,
  migrateStatusVerb,
  migrateNewVerb,
  planVerb,
  runVerb,
  statusVerb,
  reconcileVerb,
]
