/** Texts that were kept as HTML. */
import { defineFunction } from 'mapwright'

/** What the shop's forms and its list of zones wrote. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0',
  Aacute: 'Á', Eacute: 'É', Ouml: 'Ö', aacute: 'á', acirc: 'â', aelig: 'æ', aring: 'å',
  auml: 'ä', ccedil: 'ç', eacute: 'é', egrave: 'è', iacute: 'í', ntilde: 'ñ', oacute: 'ó',
  ocirc: 'ô', ouml: 'ö', uacute: 'ú', uuml: 'ü',
} // prettier-ignore

export const htmlText = defineFunction({
  name: 'html_text',
  summary: 'Decodes the entities of an HTML text, once; an unknown one is refused.',
  input: 'text',
  output: 'text',
  examples: [
    ['Nieder&ouml;sterreich', 'Niederösterreich'],
    ['L&#39;Aquila, &#xc9;vora', "L'Aquila, Évora"],
    ['AT&amp;amp;T & Co', 'AT&amp;T & Co'],
  ],
  apply: (html) =>
    html.replaceAll(/&(?:#(\d+)|#[xX]([\da-fA-F]+)|(\w+));/gu, (entity, decimal, hex, name) => {
      if (typeof decimal === 'string') return String.fromCodePoint(Number(decimal))
      if (typeof hex === 'string') return String.fromCodePoint(Number.parseInt(hex, 16))
      const letter = NAMED[String(name)]
      if (letter === undefined) throw new RangeError(`${entity} is no entity that is known here`)
      return letter
    }),
})
