/** Writes the tsconfig under which tsc checks the emitted modules of a project. */

export interface TypeCheckPaths {
  /** Where this package's own modules lie: its `src`, or the `dist` it ships. */
  readonly modules: string
  /** `ts` for sources, `d.ts` for what is shipped. */
  readonly extension: 'ts' | 'd.ts'
  /** Kysely's type declarations. */
  readonly kysely: string
}

/** Text of a tsconfig.json that stands beside the modules; all paths absolute. */
export function typeCheckConfig({ modules, extension, kysely }: TypeCheckPaths): string {
  const compilerOptions = {
    target: 'es2024',
    lib: ['es2024', 'esnext.disposable'],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    types: [],
    strict: true,
    // What an expression needs stands at the top of a module as plain JavaScript.
    noImplicitAny: false,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    skipLibCheck: true,
    noEmit: true,
    paths: { 'mapwright/*': [`${modules}/*.${extension}`], kysely: [kysely] },
  }
  return `${JSON.stringify({ compilerOptions, include: ['*.mts'] }, null, 2)}\n`
}
