/** A project as the engine sees it: every default filled, every secret still a reference. */
import type { Place } from '../base/diagnostic.ts'
import type { LintLevel } from '../base/lint.ts'
import type { YamlMap, YamlScalar } from '../base/yaml-node.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { ConnectionSettings } from '../plugin/connector.ts'

export interface ProjectConnection {
  readonly name: string
  /** Settings without the secret; `url` is filled when secrets are resolved. */
  readonly settings: ConnectionSettings
  /** The text with its `${env:NAME}` references, for messages; null for file sets. */
  readonly urlReference: string | null
  readonly at: Place
  /** The snapshot, null when none has been taken. For the target: from schema/target.sql. */
  readonly catalog: Catalog | null
}

/** A YAML file of the project as text; reading it as a mapping is `mapping`'s work. */
export interface ProjectFile {
  /** Relative to the project's folder, with forward slashes: what diagnostics show. */
  readonly path: string
  readonly text: string
}

export interface ProjectDrop {
  readonly reason: string
  /** `connection.table.column` patterns or whole tables. */
  readonly pattern: string
  readonly at: Place
}

/** A table of which every row goes to exactly one of these mappings. */
export interface ProjectSplit {
  readonly table: { readonly value: string; readonly at: Place }
  readonly members: readonly { readonly value: string; readonly at: Place }[]
}

/** A function of the project: `name(parameter type, ...)`, and the expression it stands for. */
export interface ProjectFunction {
  readonly signature: YamlScalar
  readonly body: YamlScalar
}

/** A file of functions whose digest is the one that the project file allows. */
export interface ProjectPlugin {
  readonly path: string
  readonly digest: string
  readonly text: string
  readonly at: Place
}

export interface Project {
  readonly name: string
  readonly directory: string
  readonly environment: string | null
  readonly connections: ReadonlyMap<string, ProjectConnection>
  readonly target: ProjectConnection
  readonly mappings: readonly ProjectFile[]
  readonly tests: readonly ProjectFile[]
  readonly defaults: ProjectDefaults
  readonly drops: readonly ProjectDrop[]
  readonly splits: readonly ProjectSplit[]
  readonly functions: readonly ProjectFunction[]
  /** Percent of the columns of each side of which something is said; `at`: where, null: 100. */
  readonly coverage: {
    readonly source: number
    readonly target: number
    readonly at: Place | null
  }
  /** Levels of lints by code; those without one are warnings. */
  readonly lint: ReadonlyMap<string, LintLevel>
  readonly plugins: readonly ProjectPlugin[]
  readonly naming: 'same' | 'lower' | 'snake_case'
  /** Reject limit of a whole run. */
  readonly rejectLimit: { readonly rows: number | null; readonly ratio: number | null } | null
  /** Warnings a person should see: an opted-down TLS, an .env that others can read. */
  readonly notes: readonly string[]
}

/** The `defaults` of the project file; checked against the project's schema already. */
export interface ProjectDefaults {
  readonly file: string
  /** The node of `defaults`, merged deeply under every mapping; null: none. */
  readonly node: YamlMap | null
}
