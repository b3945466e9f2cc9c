/** Turns a canonical cell into the text that MySQL must be given so that it reads back the same. */
import { EngineError } from '../../base/error.ts'
import type { Column } from '../../catalog/catalog.ts'
import type { CellWriter } from './cell-writer.ts'
import { familyOf, parseNative } from './native-type.ts'
import { momentWriter } from './store-moment.ts'
import { bitWriter, numberWriter } from './store-number.ts'
import { bytesWriter, labelWriter, textWriter } from './store-text.ts'

type Stored = Pick<Column, 'name' | 'native' | 'type' | 'collation'>

/** Throws CONNECT_TYPE for a column of which nobody can tell what it makes of a value. */
export function createWriter({ name, native: declared, type, collation }: Stored): CellWriter {
  const native = parseNative(declared)
  switch (familyOf(declared)) {
    case 'number':
      return numberWriter(native, type)
    case 'bits':
      return bitWriter(native, type)
    case 'moment':
      return momentWriter(native, type)
    case 'bytes':
      return bytesWriter(native, type)
    case 'label':
      return labelWriter(declared, native.base)
    case 'text':
      return textWriter(native, collation)
    case undefined:
      throw new EngineError(
        'CONNECT_TYPE',
        `Column "${name}" is of type ${declared}, which cannot be written exactly. ` +
          'Leave it out, with a reason.',
      )
  }
}
